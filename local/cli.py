"""The `hallway` command: a table of contents whose chapters are read only when called."""

from __future__ import annotations

import importlib
import sys

import click

from domain.errors import DomainError
from local.command_list import COMMANDS, overview
from local.refusal import Refused

# a command's module is named after it, but for these: words of Python, or several commands of one shape
MODULES = {"import": "import_schedule", "web": "process", "worker": "process", "bulk": "process"}


class Commands(click.Group):
    """Imports a command's module when it is called: together they would take seconds."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"local.commands.{MODULES.get(name, name)}")
        command: click.Command = module.command_named(name) if MODULES.get(name) == "process" else module.command
        return command

    def format_help(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(overview())

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except (Refused, DomainError) as refusal:
            raise click.ClickException(str(refusal)) from refusal


@click.command(cls=Commands, no_args_is_help=True)
def main() -> None:
    """Recommends sessions, speakers and people to the attendees of a conference."""


if __name__ == "__main__":
    sys.exit(main(prog_name="./hallway"))
