"""Makes a message of what the model says: usage, stop sequences, and the end at `max_tokens`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from local.model_server.brain import say
from local.model_server.faults import Answer, Fault
from local.model_server.identifiers import new_id
from local.model_server.message_shapes import AnsweredMessage, CacheCreation, MessageParams, TextBlock, Usage
from local.model_server.prompt_blocks import CHARACTERS_PER_TOKEN, prompt_blocks, tokens_of
from local.model_server.prompt_cache import InputTokens, PromptCache
from local.model_server.request_rules import check_message

REFUSAL = {"type": "refusal", "category": None, "explanation": "This request was refused."}


class Answerer:
    """Answers one request after the other, remembering prefixes."""

    def __init__(self, cache: PromptCache) -> None:
        self._cache = cache

    def answer(
        self,
        params: MessageParams,
        fault: Fault,
        *,
        api_key: str,
        now: datetime,
        tier: Literal["standard", "batch"] = "standard",
        finds_cache: bool = True,
    ) -> AnsweredMessage:
        """Raises: ApiError for a request that the API refuses, or whose fault is an error."""
        model = check_message(params)
        if fault.error:
            raise fault.error
        read = self._cache.use(api_key, model, prompt_blocks(params), now, finds=finds_cache)
        answer = said(params, fault)
        return message_of(params, answer, read, tier)


def said(params: MessageParams, fault: Fault) -> Answer:
    if params.max_tokens == 0:  # only fills the cache
        return Answer(None, "max_tokens", output_tokens=0)
    answer = Answer(say(params))
    if fault.distort:
        answer = fault.distort(answer, params)
    return ended(answer, params)


def ended(answer: Answer, params: MessageParams) -> Answer:
    """Cut at the first stop sequence, and at the last token that is allowed."""
    text = answer.text or ""
    most = (params.max_tokens or 0) * CHARACTERS_PER_TOKEN
    stops = [(text.index(stop), stop) for stop in params.stop_sequences if stop in text]
    if stops and min(stops)[0] <= most:
        place, stop = min(stops)
        return replace(answer, text=text[:place], stop_reason="stop_sequence", stop_sequence=stop)
    if answer.is_bounded and len(text) > most:
        return replace(answer, text=text[:most], stop_reason="max_tokens")
    return answer


def message_of(
    params: MessageParams, answer: Answer, read: InputTokens, tier: Literal["standard", "batch"]
) -> AnsweredMessage:
    output = tokens_of(len(answer.text or "")) if answer.output_tokens is None else answer.output_tokens
    usage = Usage(
        input_tokens=read.fresh,
        cache_creation_input_tokens=read.written_5m + read.written_1h,
        cache_read_input_tokens=read.read,
        cache_creation=CacheCreation(read.written_5m, read.written_1h),
        output_tokens=output,
        service_tier=tier,
    )
    return AnsweredMessage(
        id=new_id("msg"),
        model=params.model,
        content=[] if answer.text is None else [TextBlock(answer.text)],
        stop_reason=answer.stop_reason,
        usage=usage,
        stop_sequence=answer.stop_sequence,
        stop_details=REFUSAL if answer.stop_reason == "refusal" else None,
    )
