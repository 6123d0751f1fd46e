"""The connection to the API: the SDK, imported when it is first needed, and one client for a process."""

from __future__ import annotations

import asyncio
import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from domain.model.heard import Heard

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic


@dataclass
class Client:
    """Opened at the first call, for importing the SDK takes seconds; until `close`.

    Everything is called once: whether to call again is for the ledger and the breaker to say.
    """

    api_key: SecretStr
    base_url: str | None = None
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)
    _sdk: AsyncAnthropic | None = None

    async def sdk(self) -> AsyncAnthropic:
        """The SDK's client, for what `ask` does not do, such as batches."""
        async with self._opening:
            if self._sdk is None:
                anthropic = await asyncio.to_thread(importlib.import_module, "anthropic")
                self._sdk = anthropic.AsyncAnthropic(
                    api_key=self.api_key.get_secret_value(), base_url=self.base_url, max_retries=0
                )
            return self._sdk

    async def ask(self, model: str, body: dict[str, Any], heard: Heard, timeout_seconds: float) -> None:
        """Ask, and let `heard` hear the answer as it comes, so that what was said before a timeout is there.

        Raises: what the SDK raises.
        """
        sdk = await self.sdk()
        stream = await sdk.messages.create(model=model, **body, stream=True, timeout=timeout_seconds)
        async with stream:
            async for event in stream:
                heard.take(event)
                if heard.is_too_long:
                    return

    async def close(self) -> None:
        """Close its connections."""
        if self._sdk is not None:
            await self._sdk.close()
