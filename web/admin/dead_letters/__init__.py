"""Dead letters by error, and their replays."""
