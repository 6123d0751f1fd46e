"""What a command says, in a sentence, when it cannot do what was asked."""


class Refused(Exception):
    """Ends a command with exit code 1; the message says what is wrong and what would help."""
