"""The web process: `python -m web.serve`."""

import socket
import sys
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from domain.errors import WrongSetting
from domain.settings import load_settings

GRACEFUL_SHUTDOWN_SECONDS = 2  # the launcher kills what has not stopped after three
STARTUP_FAILURE = 3  # as uvicorn's own


class Server(uvicorn.Server):
    """Uvicorn's, which waits for open answers when it stops: `stopping` ends those that would go on."""

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: nothing new, then the end of what is open."""
        self._stopping()
        await super().shutdown(sockets)


def main() -> None:
    """Serve until stopped; a wrong setting ends it with a sentence."""
    try:
        settings = load_settings()
    except WrongSetting as error:
        sys.exit(f"hallway: {error.detail}")
    from domain.logs import configure_logs
    from web.app import create_site, wrap

    configure_logs(settings.log_format)
    site = create_site(settings)
    config = uvicorn.Config(
        wrap(site),
        host=settings.host,
        port=settings.port,
        # h11 refuses headers above 64 KiB; httptools takes them at any size.
        http="h11",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SHUTDOWN_SECONDS,
    )
    server = Server(config, site.state.live.streams.stop)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(STARTUP_FAILURE)


if __name__ == "__main__":
    main()
