"""The audit log: each change that somebody makes by hand is a row, written in the transaction that makes it."""
