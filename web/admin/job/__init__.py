"""One job: its life, its runs, and what is done to it."""
