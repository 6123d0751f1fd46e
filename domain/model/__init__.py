"""Everything that talks to Claude, and everything that is thought about what it answers. See `docs/model.md`.

What pages and jobs call: `opening`, `sessions`, `speakers`, `starters`, `introductions`, `improve`. None of them ever
raises for a fault of the model: the algorithm answers, and says so.

- `gate` asks: caps (`caps`), breaker (`breaker`), bucket, the call (`client`, `heard`, `faults`), its record (`calls`)
- `requests` and what it is built of: `records` (what may leave), `cleaning`, `fence`, `schemas`, `layouts`, `prices`
- `answers` reads what was said, `evidence` keeps what is true of the pair, `merging` completes it by the algorithm
"""
