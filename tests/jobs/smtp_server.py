"""A loopback mail server that speaks just enough SMTP, and keeps what it is given."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from pydantic.networks import AnyUrl


@dataclass
class SmtpServer:
    """Refuses recipients with `refusal` if one is given, such as "550 5.1.1 no such mailbox"."""

    url: AnyUrl
    refusal: str | None = None
    messages: list[EmailMessage] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _say(writer, "220 loopback")
        while line := (await reader.readline()).decode().strip():
            verb = line.upper()
            if verb.startswith("RCPT"):
                await _say(writer, self.refusal or "250 ok")
            elif verb == "DATA":
                await _say(writer, "354 go on")
                self.messages.append(await _read_message(reader))
                await _say(writer, "250 taken")
            else:
                await _say(writer, "221 bye" if verb == "QUIT" else "250 ok")
        writer.close()


@asynccontextmanager
async def smtp_server(refusal: str | None = None, port: int = 0) -> AsyncIterator[SmtpServer]:
    """Run one while the block runs, at `port` or at any that is free."""
    holder = SmtpServer(AnyUrl("smtp://127.0.0.1"), refusal)
    server = await asyncio.start_server(holder.serve, "127.0.0.1", port)
    holder.url = AnyUrl(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    async with server:
        yield holder


async def _say(writer: asyncio.StreamWriter, line: str) -> None:
    writer.write(f"{line}\r\n".encode())
    await writer.drain()


async def _read_message(reader: asyncio.StreamReader) -> EmailMessage:
    content = await reader.readuntil(b"\r\n.\r\n")
    message = message_from_bytes(content.removesuffix(b".\r\n"), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message
