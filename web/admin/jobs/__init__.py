"""The list of jobs, what is done to many of them, and the page that asks before."""
