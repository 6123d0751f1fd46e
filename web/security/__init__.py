"""What keeps the site safe: sessions, CSRF, headers, limits, guards; each in a file of its own."""
