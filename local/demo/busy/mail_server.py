"""`python -m local.demo.busy.mail_server --port N`: takes letters and throws them away, but for some domains.

| domain | answer |
|---|---|
| `gone.example` | 550, no such mailbox |
| `late.example` | 550 at first, then taken |
| `full.example` | 452, mailbox full |
| `away.example` | 451, try again later |
| `slow.example` | 451 at first, as greylisting does, then taken |
| `spam.example` | 554 once it has read the letter |
| `silent.example` | none at all |
"""

from __future__ import annotations

import argparse
import asyncio
import re
from dataclasses import dataclass, field

from local.ports import LOOPBACK

REFUSED = {
    "gone": "550 5.1.1 no such mailbox",
    "late": "550 5.1.1 no such mailbox",
    "full": "452 4.2.2 the mailbox is over its quota",
    "away": "451 4.4.1 no answer from the next host, try again later",
    "slow": "451 4.7.1 greylisted, try again in a moment",
}
# These are refused but once.
MENDED = frozenset({"late", "slow"})
SPAM = "554 5.7.1 refused as unwanted mail"
TAKEN = "250 taken"
LONGEST_SILENCE_SECONDS = 60.0


@dataclass
class MailServer:
    """Remembers whom it has refused; `silence_seconds` is how long it says nothing before it hangs up."""

    silence_seconds: float = LONGEST_SILENCE_SECONDS
    refused: set[str] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation. Source: RFC 5321."""
        try:
            await self._converse(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever waits too long for an answer hangs up
        finally:
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        domain = ""
        await _say(writer, "220 loopback")
        while line := (await reader.readline()).decode(errors="replace").strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                domain = domain_of(line)
                await _say(writer, await self.answer(line))
            elif verb == "DATA":
                await _say(writer, "354 go on")
                await reader.readuntil(b"\r\n.\r\n")
                await _say(writer, SPAM if domain == "spam" else TAKEN)
            else:
                await _say(writer, "221 bye" if verb == "QUIT" else "250 ok")

    async def answer(self, line: str) -> str:
        """To a `RCPT TO:<…>`."""
        domain = domain_of(line)
        if domain == "silent":
            await asyncio.sleep(self.silence_seconds)
            raise ConnectionResetError
        is_mended = domain in MENDED and line in self.refused
        self.refused.add(line)
        return TAKEN if is_mended else REFUSED.get(domain, TAKEN)


def domain_of(line: str) -> str:
    """The first part of the domain in a line with an address."""
    found = re.search(r"@([^.>]+)", line)
    return found[1].lower() if found else ""


async def _say(writer: asyncio.StreamWriter, line: str) -> None:
    writer.write(f"{line}\r\n".encode())
    await writer.drain()


async def _serve(port: int) -> None:
    server = await asyncio.start_server(MailServer().serve, LOOPBACK, port)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serve until it is told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    asyncio.run(_serve(parser.parse_args().port))


if __name__ == "__main__":
    main()
