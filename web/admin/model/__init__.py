"""What the model does and costs, and what stops it."""
