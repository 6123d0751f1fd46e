"""The parts of the benchmark of the job system."""
