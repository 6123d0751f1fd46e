"""The web process: `python -m web.serve`."""

import sys

import uvicorn

from domain.errors import WrongSetting
from domain.settings import load_settings

GRACEFUL_SHUTDOWN_SECONDS = 2  # the launcher kills what has not stopped after three


def main() -> None:
    """Serve until stopped; a wrong setting ends it with a sentence."""
    try:
        settings = load_settings()
    except WrongSetting as error:
        sys.exit(f"hallway: {error.detail}")
    from domain.logs import configure_logs
    from web.app import create_app

    configure_logs(settings.log_format)
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        # h11 refuses headers above 64 KiB; httptools takes them at any size.
        http="h11",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SHUTDOWN_SECONDS,
    )


if __name__ == "__main__":
    main()
