"""Named errors: what went wrong, in a sentence a person understands, and whether trying again can help."""


class DomainError(Exception):
    """Something the domain refuses; `detail` is shown to people, so it names what was wrong and what is allowed."""

    permanent = True

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class WrongSetting(DomainError):
    """An environment variable is missing or has a value that is not allowed."""


class UnsupportedDatabase(DomainError):
    """The PostgreSQL server is older than Hallway supports, or its tables belong to something else."""


class NotFound(DomainError):
    """The thing asked for does not exist, or is not the asker's to know about."""


class Forbidden(DomainError):
    """The thing exists, and this person may not have it."""


class InvalidInput(DomainError):
    """What was sent cannot be taken; nothing was stored."""


class Expired(DomainError):
    """It was valid once: a link used already, or too old."""
