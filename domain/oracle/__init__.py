"""Answers for other systems, on facts that they send along: nothing is read from the database or kept in it."""
