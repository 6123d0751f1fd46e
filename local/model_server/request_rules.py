"""What the real API refuses in a request for a message, with its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from local.model_server.claude_models import MODELS, ClaudeModel
from local.model_server.errors import ApiError, invalid, not_found
from local.model_server.message_shapes import Block, MessageParams, ToolChoice
from local.model_server.prompt_blocks import count_tokens, prompt_blocks
from local.model_server.schema_rules import refuse_schema

Shape = TypeVar("Shape")
MOST_BREAKPOINTS = 4
MOST_MESSAGES = 100_000
SAMPLING = ("temperature", "top_p", "top_k")


def read_body(body: bytes, shape: type[Shape]) -> Shape:
    """Raises: ApiError 400 for what is no JSON, or not of this shape."""
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError as error:
        raise invalid(said_by_place(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise invalid(f"The request body is not valid JSON: {error}") from error


def said_by_place(problem: str) -> str:
    """As the API says it: first where, then what."""
    sentence, _, place = problem.partition(" - at `$")
    where = place.rstrip("`").lstrip(".").replace("[", ".").replace("]", "")
    if "unknown field" in sentence:
        field = sentence.split("`")[1]
        return f"{'.'.join(filter(None, (where, field)))}: Extra inputs are not permitted"
    if "missing required field" in sentence:
        field = sentence.split("`")[1]
        return f"{'.'.join(filter(None, (where, field)))}: Field required"
    return f"{where}: {sentence}" if where else sentence


def check_message(params: MessageParams) -> ClaudeModel:
    """The model that is asked for. Raises: ApiError for everything it does not take."""
    model = check_countable(params)
    if params.max_tokens is None:
        raise invalid("max_tokens: Field required")
    if params.max_tokens < 0:
        raise invalid("max_tokens: Input should be greater than or equal to 0")
    if params.max_tokens > model.most_output_tokens:
        raise invalid(
            f"max_tokens: {params.max_tokens} > {model.most_output_tokens}, which is the maximum allowed number of "
            f"output tokens for {model.id}"
        )
    return model


def check_countable(params: MessageParams) -> ClaudeModel:
    """As `check_message`, for what `count_tokens` takes."""
    model = MODELS.get(params.model)
    if model is None:
        raise not_found(f"model: {params.model}")
    for problem in problems(params):
        raise problem
    if (tokens := count_tokens(params)) > model.context_tokens:
        raise invalid(f"prompt is too long: {tokens} tokens > {model.context_tokens} maximum")
    return model


def problems(params: MessageParams) -> Iterator[ApiError]:
    for name in SAMPLING:
        if getattr(params, name) is not None:
            yield invalid(f"{name}: `{name}` is not supported by {params.model}")
    if params.output_format is not None:
        yield invalid("output_format: This field is deprecated. Use 'output_config.format' instead.")
    yield from problems_of_turns(params)
    if isinstance(params.tool_choice, ToolChoice) and params.tool_choice.type in ("any", "tool"):
        yield invalid(f"tool_choice: forced tool use is not supported by {params.model}")
    yield from problems_of_caching(params)
    if params.schema is not None:
        refuse_schema(params.schema)


def problems_of_turns(params: MessageParams) -> Iterator[ApiError]:
    if not params.messages:
        yield invalid("messages: at least one message is required")
    if len(params.messages) > MOST_MESSAGES:
        yield invalid(f"messages: at most {MOST_MESSAGES} messages are allowed")
    if params.messages and params.messages[0].role == "system":
        yield invalid(
            'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" '
            "as the role of the first message."
        )
    if params.messages and params.messages[-1].role == "assistant":
        yield invalid(
            f"{params.model} does not support assistant message prefill. The conversation must end with a user message."
        )
    for place, turn in enumerate(params.messages):
        if is_empty(turn.content):
            yield invalid(f"messages.{place}: user messages must have non-empty content")


def is_empty(content: str | list[Block]) -> bool:
    if isinstance(content, str):
        return not content
    return not content or any(block.type == "text" and not block.text for block in content)


def problems_of_caching(params: MessageParams) -> Iterator[ApiError]:
    marks = [block.ttl for block in prompt_blocks(params) if block.ttl]
    if len(marks) > MOST_BREAKPOINTS:
        yield invalid(f"A maximum of {MOST_BREAKPOINTS} blocks with cache_control may be provided. Found {len(marks)}.")
    if "1h" in marks[marks.index("5m") :] if "5m" in marks else False:
        yield invalid("cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' one")
