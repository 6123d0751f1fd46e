"""The demo: a conference written for Hallway, and attendees for any imported schedule.

- `content/`: what was written by hand, as TOML. `reading` reads it, `model` says what comes of it.
- `conference` puts it together: `programme` (rooms, sessions, grid), `attendees` (with `names` and `urn`),
  `choices` (bookmarks and connections). Pure, and the same each time.
- `write` stores it once (`rows`, `clock_offset`); `schedule` adds a real schedule as an event with attendees who draw
  their interests from its `vocabulary`.
"""
