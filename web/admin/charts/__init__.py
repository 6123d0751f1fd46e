"""Charts that are drawn on the server."""
