"""Which sessions suit whom: pure functions over facts, without a database, a network or a clock.

- `facts`, `results`: what goes in and what comes out. Cheap to import; all other modules load numpy.
- `recommendations`: the way in. `index_programme` once per revision of a programme, then `recommend`.
- `specification`: the constants and open points of the specification's algorithm, and their definitions.
- `programme`, `people`, `incidence`, `skills`, `levels`, `scores`, `ranking`, `reasons`, `sessions`: that algorithm
  over arrays.
- `tokens`, `stop_words`, `phrases`, `text_index`, `text_similarity`, `text_reasons`: text, which completes the list.
"""
