"""What the documentation needs to know of an operation of the API; its handler carries it as `opt["operation"]`."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

EXAMPLES = Path(__file__).parent / "examples"


class Operation(Struct, frozen=True, dict=True):
    """What it is for, the structs it takes and answers, and the file of `examples/` that shows both."""

    summary: str
    description: str
    request: type[Struct]
    answer: type[Struct]
    example_file: str

    @cached_property
    def example(self) -> dict[str, Any]:
        """`request` and `answer` as JSON."""
        example: dict[str, Any] = json.loads((EXAMPLES / self.example_file).read_text())
        return example
