"""Proof of the job system: real workers and servers are killed and emptied while jobs run, and nothing may be lost.

`plan.py` says what is struck when, `works.py` and `worker.py` are what runs, `crew.py` keeps the workers running,
`writers.py` enqueues, `journal.py` remembers outside of the database, `findings.py` compares, `run.py` does it all.
"""
