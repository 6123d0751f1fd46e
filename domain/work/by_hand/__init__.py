"""What administrators do to jobs, each with its row in the audit log."""
