"""The demo: a conference written for Hallway, and attendees for any imported schedule.

- `content/`: what was written by hand, as TOML. `reading` reads it, `model` says what comes of it.
- `conference` puts it together: `programme` (rooms, sessions, grid), `attendees` (with `names` and `urn`),
  `choices` (bookmarks and connections). Pure, and the same each time.
- `write` stores it once (`rows`, made of `programme_rows` and `people_rows`) and sets its clock (`clock_offset`).
- `schedule` imports a real schedule as an event of its own; `schedule_attendees` draw their interests from its
  `vocabulary`.
"""
