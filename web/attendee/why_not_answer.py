"""The answer to *Why not that one?* in words: where a session stands in the list, and where by the algorithm alone."""

from msgspec import Struct

from domain.recommendations.stored_list import ALONE
from domain.recommendations.why_not import Answer
from web.attendee.cards import Card


class AnswerPage(Struct, frozen=True):
    """One session as its card, and why it is not in the list, or not higher."""

    card: Card
    answer: Answer

    @property
    def is_alone(self) -> bool:
        """Whether what is shown is by the algorithm alone, where the list was ranked by a model after it."""
        return self.answer.stored.is_by_model and not self.answer.listed_at

    @property
    def ranked(self) -> str:
        """Who gave the session the score that is shown."""
        return ALONE if self.is_alone else self.card.by.words

    @property
    def score_label(self) -> str:
        """The score in words."""
        return f"Match {ALONE}" if self.is_alone else "Match"

    @property
    def headline(self) -> str:
        """Where it stands."""
        answer = self.answer
        if answer.listed_at:
            return f"It is in your list, at place {answer.listed_at}"
        if answer.place is None:
            return "It has no place in your list"
        return f"It would be {self._number}{f' {ALONE}' if self.is_alone else ''}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What there is to say before the reasons."""
        return tuple(remark for remark in (self._by_algorithm, self._list, self._higher) if remark)

    @property
    def _number(self) -> str:
        return f"number {self.answer.place} of {self.answer.of:,}"

    @property
    def _by_algorithm(self) -> str:
        """Where the algorithm would have what is listed, if that is elsewhere."""
        answer = self.answer
        if not answer.listed_at or answer.place is None:
            return ""
        match = f"it would be {self._number}, with a match of {answer.algorithm_score}"
        if answer.stored.is_by_model:
            return f"B{ALONE[1:]} {match}."
        is_as_before = (answer.place, answer.algorithm_score) == (answer.listed_at, answer.pick.score)
        return "" if is_as_before else f"By what you told and saved until now {match}."

    @property
    def _list(self) -> str:
        """Whether it could be in the list, of which it is not."""
        answer = self.answer
        if answer.listed_at or answer.place is None:
            return ""
        if answer.stored.is_by_model:
            model = "a simulated model" if answer.stored.is_simulated else "Claude"
            among = "That is among the ten best, but your" if answer.is_near else "Your"
            return f"{among} list was then ranked again by {model}, which gives scores of its own."
        return (
            "Your list takes the ten best. If it were made now, this one would be among them." if answer.is_near else ""
        )

    @property
    def _higher(self) -> str:
        return "What keeps it from going higher:" if self.answer.listed_at and self.answer.against else ""
