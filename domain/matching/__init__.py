"""Which sessions, speakers and people suit whom: pure functions over facts, without a database, a network or a clock.

- `facts`, `results`: what goes in and what comes out. Cheap to import; all other modules load numpy.
- `recommendations`: the way in. `index_programme` once per revision of a programme, then `recommend`.
- `specification`: the constants and open points of the specification's algorithm, and their definitions.
- `programme`, `people`, `incidence`, `skills`, `levels`, `scores`, `ranking`, `reasons`, `sessions`: that algorithm
  over arrays.
- `tokens`, `stop_words`, `phrases`, `text_index`, `text_similarity`, `text_reasons`: text, which completes the list.
- `speakers` (with `speaker_goals`, `speaker_reasons`): the specification's matching of speakers. `networking` (with
  `networking_index`, `networking_points`, `networking_reasons`): people where both gain. `starters`, `introductions`:
  what to say. `people_results` is what they answer, `term_key` when two terms are the same.
"""
