"""Which sessions, speakers and people suit whom: pure functions over facts, without a database, a network or a clock.

- `facts`, `results`: what goes in and what comes out. Cheap to import; all other modules load numpy.
- `recommendations`: the way in. `index_programme` once per revision of a programme, then `recommend`. `why_not` for
  what is not in a list.
- `hybrid`: the ranker. `evidence` is its scale; `profile_evidence` (over `topics`), `text_evidence` and
  `history_evidence` say how much speaks for a session, `weights` how much each counts.
- `choice_index`, `item_model`: who chose what, and which sessions go together. `held_out`, `trial`, `learning`: what an
  event's own choices say about the ranker. `profile_reasons`, `hybrid_reasons`, `quotes`: why, in the person's words.
- `specification`: the constants and open points of the specification's algorithm, and their definitions.
- `programme`, `people`, `incidence`, `skills`, `levels`, `scores`, `ranking`, `reasons`, `sessions`: that algorithm
  over arrays.
- `tokens`, `stop_words`, `phrases`, `text_index`: words of texts, and how rare they are.
- `speakers` (with `speaker_goals`, `speaker_reasons`): the specification's matching of speakers. `networking` (with
  `networking_index`, `networking_points`, `networking_reasons`): people where both gain. `starters`, `introductions`:
  what to say. `people_results` is what they answer, `term_key` when two terms are the same.
"""
