"""The ledger's rules: what work there is, the states of a job, and the one place that lets it pass between them."""
