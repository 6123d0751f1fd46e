"""Migrating on the way to something else: silent unless it fails."""

from __future__ import annotations

import contextlib
import io

import click

from domain.migrate import migrate


async def migrate_silently() -> None:
    """As `migrate`; what Piccolo prints meanwhile is shown only where it went wrong."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            await migrate()
    except BaseException:
        click.echo(said.getvalue(), err=True, nl=False)
        raise
