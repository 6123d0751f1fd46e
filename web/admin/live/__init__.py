"""What changes on open pages by itself."""
