"""Waiting and served jobs by event."""
