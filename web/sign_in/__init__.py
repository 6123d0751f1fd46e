"""Signing in and out: the form, the mailed links, and the one-click sign-ins of the demo."""
