"""`demo --busy`: a site in the middle of a bad day, for the pages that are made for such days.

- `events`, `history`: two more events, and a week in which much was done; written once.
- `troubles`, `backlog`: jobs that will fail, each in a way of its own, and a long queue; run by real workers.
- `processes`: a mail server that refuses, a bulk worker that is slow, and the traffic between them.
"""
