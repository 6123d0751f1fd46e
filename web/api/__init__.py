"""What other systems call, below `/api/v1`: JSON in, JSON out, a bearer token with each request."""
