"""Issues and withdraws tokens of the API in the database that the command has reached."""

from __future__ import annotations

import asyncio
import logging
import sys
from datetime import timedelta

import structlog

from domain.clock import utc_now
from domain.people.api_tokens import issue_token, withdraw_tokens
from domain.settings import load_settings
from local.database_pool import open_pool
from local.migration import migrate_silently


def issue(email: str, lifetime: timedelta) -> str:
    """A token of this person. Raises: `NotFound` if nobody has the address."""
    return asyncio.run(_issue(email, lifetime))


def withdraw_all(email: str) -> str:
    """Refuse all tokens of this person, and say so. Raises: `NotFound` if nobody has the address."""
    return asyncio.run(_withdraw(email))


async def _issue(email: str, lifetime: timedelta) -> str:
    await _prepare()
    async with open_pool():
        return await issue_token(load_settings().secret_key.get_secret_value(), email, utc_now(), lifetime)


async def _withdraw(email: str) -> str:
    await _prepare()
    async with open_pool():
        await withdraw_tokens(email)
    return f"All tokens of {email} are refused from now on."


async def _prepare() -> None:
    """Bring the tables up to date; what is logged meanwhile goes where no script takes it for the token."""
    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=quiet, logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    await migrate_silently()
