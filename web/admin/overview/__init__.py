"""The overview: what is wrong first, then queues, charts, workers and the model."""
