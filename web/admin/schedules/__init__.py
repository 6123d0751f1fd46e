"""Schedules, and the night's refresh."""
