"""Logs: one line per event, for people on a console or as JSON for machines, with the ids of request and job."""

import logging
import sys
from typing import Literal

import structlog


def configure_logs(log_format: Literal["console", "json"]) -> None:
    """Send structlog's and the standard library's records the same way, to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    is_json = log_format == "json"
    last = structlog.processors.JSONRenderer() if is_json else _console_renderer()
    formatting = [structlog.processors.format_exc_info] if is_json else []
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler()
    remove_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[remove_meta, *formatting, last])
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)


def _console_renderer() -> structlog.dev.ConsoleRenderer:
    # The default formatter shows the local variables of each frame: it is slow, and they may hold secrets.
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
