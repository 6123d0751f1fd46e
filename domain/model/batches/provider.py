"""The API's side of batches, through the SDK: each function calls once, and says by `ProviderFault` how it failed."""

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from datetime import datetime
from typing import Any

from msgspec import Struct

from domain.clock import utc_now
from domain.errors import DomainError
from domain.model.client import Client
from domain.model.faults import Fault, fault_of

# Thirty megabytes and more travel with a creation.
CREATE_SECONDS = 120.0
LOOK_SECONDS = 30.0
PAGE = 100


class ProviderFault(DomainError):
    """The API could not be asked, or refused."""

    permanent = False

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.outcome}: {fault.message[:300]}")
        self.fault = fault


class Remote(Struct, frozen=True):
    """A batch as the API tells of it."""

    id: str
    created_at: datetime
    requests: int
    has_ended: bool
    has_results: bool


async def create_batch(client: Client, requests: Sequence[dict[str, Any]]) -> Remote:
    """Send requests of `custom_id` and `params`."""
    sdk = await client.sdk()
    with _faults():
        # Built by `requests`, whose tests hold their shape to what the SDK takes.
        return _remote(await sdk.messages.batches.create(requests=requests, timeout=CREATE_SECONDS))  # type: ignore[arg-type]


async def retrieve_batch(client: Client, provider_id: str) -> Remote:
    """How it stands."""
    sdk = await client.sdk()
    with _faults():
        return _remote(await sdk.messages.batches.retrieve(provider_id, timeout=LOOK_SECONDS))


async def cancel_batch(client: Client, provider_id: str) -> None:
    """Ask for no more of its answers."""
    sdk = await client.sdk()
    with _faults():
        await sdk.messages.batches.cancel(provider_id, timeout=LOOK_SECONDS)


async def list_batches(client: Client, since: datetime, most_pages: int) -> tuple[list[Remote], bool]:
    """Those made since then, newest first, and whether these are all: no more pages are read than said."""
    sdk, found = await client.sdk(), list[Remote]()
    with _faults():
        page = await sdk.messages.batches.list(limit=PAGE, timeout=LOOK_SECONDS)
        for _ in range(most_pages):
            found += [_remote(batch) for batch in page.data if batch.created_at >= since]
            if len(page.data) == 0 or page.data[-1].created_at < since or not page.has_next_page():
                return found, True
            page = await page.get_next_page()
    return found, False


async def read_results(client: Client, provider_id: str) -> AsyncGenerator[Any, None]:
    """The results one by one as they come over the line, in no order: the SDK's `MessageBatchIndividualResponse`.

    The SDK builds them without a check: any field may be anything.
    """
    sdk = await client.sdk()
    with _faults():
        results = await sdk.messages.batches.results(provider_id, timeout=LOOK_SECONDS)
    try:
        lines = aiter(results)
        while True:
            with _faults():
                line = await anext(lines, None)
            if line is None:
                return
            yield line
    finally:
        await results.close()


async def first_custom_id(client: Client, provider_id: str) -> str | None:
    """Of whichever result comes first."""
    async with aclosing(read_results(client, provider_id)) as results:
        async for result in results:
            return str(getattr(result, "custom_id", ""))
    return None


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # whatever a foreign service and its SDK may do, the hybrid's lists stand
        raise ProviderFault(fault_of(error, utc_now())) from error


def _remote(batch: Any) -> Remote:
    counts = batch.request_counts
    total = counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired
    has_ended = batch.processing_status == "ended"
    return Remote(batch.id, batch.created_at, total, has_ended, has_ended and bool(batch.results_url))
