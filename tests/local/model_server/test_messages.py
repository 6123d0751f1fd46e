from anthropic import Anthropic, AsyncAnthropic

from local.model_server.server import ModelServer
from tests.local.model_server.requests import HAIKU, PROMPT, Matches, asked, text_of


def test_a_message_has_the_ids_and_the_usage_of_the_real_one(client: Anthropic) -> None:
    message = client.messages.create(**asked("Twelve signs"))
    assert message.id.startswith("msg_01")
    assert (message._request_id or "").startswith("req_01")
    assert (message.role, message.type, message.model, message.stop_reason) == (
        "assistant",
        "message",
        HAIKU,
        "end_turn",
    )
    assert message.usage.input_tokens == 4
    assert message.usage.output_tokens == -(-len(text_of(message)) // 3)
    assert message.usage.service_tier == "standard"


def test_structured_output_ranks_what_the_prompt_offers(client: Anthropic) -> None:
    message = client.messages.parse(**asked(), output_format=Matches)
    assert message.parsed_output is not None
    assert [match.id for match in message.parsed_output.matches] == [2, 3]
    assert message.parsed_output.matches[0].reasons == [
        "Your interest “machine learning” is what Machine learning that lasts is about"
    ]
    assert 0 <= message.parsed_output.matches[1].score <= message.parsed_output.matches[0].score <= 100


async def test_the_async_client_gets_the_same(async_client: AsyncAnthropic, client: Anthropic) -> None:
    first = client.messages.create(**asked())
    second = await async_client.messages.create(**asked())
    assert text_of(first) == text_of(second)
    assert first.id != second.id


def test_a_stream_says_piece_by_piece_what_a_message_says_at_once(client: Anthropic) -> None:
    whole = client.messages.parse(**asked(), output_format=Matches)
    with client.messages.stream(**asked(), output_format=Matches) as stream:
        pieces = list(stream.text_stream)
        final = stream.get_final_message()
    assert len(pieces) > 1
    assert "".join(pieces) == text_of(whole)
    assert final.parsed_output == whole.parsed_output
    assert (final.stop_reason, final.usage.output_tokens) == ("end_turn", whole.usage.output_tokens)


async def test_the_async_client_streams_too(async_client: AsyncAnthropic) -> None:
    async with async_client.messages.stream(**asked()) as stream:
        kinds = [event.type async for event in stream]
    assert kinds[0] == "message_start"
    assert kinds[-2:] == ["message_delta", "message_stop"]


def test_tokens_are_counted_at_one_for_three_characters_schema_included(client: Anthropic) -> None:
    messages = asked()["messages"]
    bare = client.messages.count_tokens(model=HAIKU, messages=messages)
    assert bare.input_tokens == -(-len(PROMPT) // 3)
    assert (
        client.messages.count_tokens(model=HAIKU, messages=messages, system="123").input_tokens == bare.input_tokens + 1
    )
    shaped = client.messages.count_tokens(model=HAIKU, messages=messages, output_format=Matches)
    assert shaped.input_tokens > bare.input_tokens + 50


def test_what_is_counted_is_what_is_paid(client: Anthropic) -> None:
    counted = client.messages.count_tokens(model=HAIKU, messages=asked()["messages"], output_format=Matches)
    assert client.messages.parse(**asked(), output_format=Matches).usage.input_tokens == counted.input_tokens


def test_an_answer_ends_at_max_tokens_and_at_a_stop_sequence(client: Anthropic) -> None:
    whole = text_of(client.messages.create(**asked()))
    cut = client.messages.create(**asked() | {"max_tokens": 5})
    assert (text_of(cut), cut.stop_reason, cut.usage.output_tokens) == (whole[:15], "max_tokens", 5)
    stopped = client.messages.create(**asked(), stop_sequences=["never said", " say"])
    assert (text_of(stopped), stopped.stop_reason, stopped.stop_sequence) == (
        whole.partition(" say")[0],
        "stop_sequence",
        " say",
    )


def test_every_request_is_captured_as_it_arrived(client: Anthropic, model_server: ModelServer) -> None:
    client.messages.create(**asked(), system="Be kind")
    [request] = model_server.requests
    assert (request.endpoint, request.method, request.path) == ("messages", "POST", "/v1/messages")
    assert request.json["system"] == "Be kind"
    assert request.params.messages[0].content == PROMPT
    assert request.headers["anthropic-version"] == "2026-10-21"
