"""How fast the administration's pages are: what the ledger is filled with, who reads it, and what is counted."""
