"""One machine's worth of Hallway: embedded servers, supervision, the demo and the commands."""
