"""What ended, counted by the minute: throughput, failures, waits and run times, shares of events."""
