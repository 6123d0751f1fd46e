"""A model that obeys: where it reads a text that it knows, it answers just as that text asks, beyond all bounds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from local.model_server.faults import Answer, Fault
from local.model_server.message_shapes import MessageParams
from local.model_server.prompt_blocks import conversation_text
from local.model_server.prompt_records import records
from local.model_server.word_overlap import texts

# Of a text that was cut on its way; so many letters tell it from all others.
TELLING_LETTERS = 60


def obeying(answers: Mapping[str, str]) -> Fault:
    """For each text what it asks for: the whole answer. Where none of them is read, the answer is a good one."""
    orders = {letters(text)[:TELLING_LETTERS]: answer for text, answer in answers.items()}

    def obey(answer: Answer, params: MessageParams) -> Answer:
        found = max((order for order in orders if is_read(order, params)), key=len, default=None)
        return answer if found is None else Answer(orders[found], is_bounded=False)

    return Fault("obeying", distort=obey)


def is_read(order: str, params: MessageParams) -> bool:
    """Whether the letters stand in one of the texts that are given as data, or in the rest."""
    return any(order in text for text in read_texts(params))


def read_texts(params: MessageParams) -> Iterator[str]:
    said = conversation_text(params)
    yield letters(said)
    for record in records(said):
        yield from map(letters, texts(record))


def letters(text: str) -> str:
    """Letters and digits only, in one form: what is left of a text whatever is done to its signs and spaces."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
