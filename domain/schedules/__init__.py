"""What is done again and again: when it is due, what becomes of what was missed, and that each time happens once."""
