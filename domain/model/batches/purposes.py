"""What a purpose brings to the flow of batches: its questions, and what is done with their answers."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from domain.model.batches.shapes import Answered, Asked, Draft, StoredBatch
from domain.model.opening import Model
from domain.model.outcomes import Outcome


class Drafts(Struct, frozen=True):
    """Questions as they are sent; `shared` are the candidates of all, for those that have none of their own."""

    drafts: tuple[Draft, ...]
    shared: tuple[UUID, ...] = ()


class BatchPurpose(Protocol):
    """One kind of question that is asked by batch. `answer_key` is the field of the answer that must not be empty."""

    @property
    def answer_key(self) -> str: ...

    async def draft(self, model: Model, batch: StoredBatch, asked: Sequence[Asked]) -> Drafts:
        """The questions to send, by what is known now; one for each of `asked` that there is still reason to ask."""
        ...

    async def store(self, batch: StoredBatch, answered: Sequence[Answered]) -> Mapping[UUID, Outcome]:
        """Store what is of use, by the id of `Asked` how it ended; what is left out ended as its answer did.

        Runs in the transaction that writes down these ends and what they cost, so it happens once.
        """
        ...


Purposes = Mapping[str, BatchPurpose]
