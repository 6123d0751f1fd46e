"""A loopback server that speaks Claude's API (Messages, Batches, count_tokens), for tests and the demo.

`server.py` runs it in a thread of its own; `python -m local.model_server` as a process. A request goes through
`application.py` (HTTP), `endpoints.py` (routes), `request_rules.py` (what the real API refuses), `prompt_cache.py`
(tokens), and is answered by `brain.py`, unless `faults.py` has been told to do otherwise.

Source: https://platform.claude.com/docs/en/api, and the shapes of the `anthropic` SDK.
"""
