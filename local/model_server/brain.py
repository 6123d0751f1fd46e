"""What the simulated model says: sensible, valid by the schema asked for, and the same every time.

It ranks by the words that a person's record shares with each of the others, and fills the schema by its fields' names.
"""

from __future__ import annotations

import msgspec

from local.model_server.message_shapes import MessageParams
from local.model_server.prompt_blocks import conversation_text
from local.model_server.prompt_records import read_prompt
from local.model_server.schema_filling import SchemaFiller
from local.model_server.simulated_words import introduction


def say(params: MessageParams) -> str:
    """The text of the answer: JSON where a schema is given, else a sentence."""
    prompt = read_prompt(conversation_text(params))
    if params.schema is None:
        return introduction(prompt.person, prompt.other)
    return msgspec.json.encode(SchemaFiller(params.schema, prompt).fill()).decode()
