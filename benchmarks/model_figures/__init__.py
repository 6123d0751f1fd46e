"""What the model costs: who is asked about, the calls, and the sums."""
