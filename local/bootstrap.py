"""Prepares what a command needs, then becomes that command; standard library only, for nothing is installed yet.

1. No command: the list of commands, at once.
2. `.venv` with the hash-locked dependencies (environment.py), the front-end files (frontend.py), and for the tests
   a browser (browser.py). Each leaves a stamp, so that a second start finds all in place within milliseconds.
3. The prepared Python runs `local.cli` in place of this process.
"""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[0] = str(CHECKOUT)  # was local/: modules there must not pass for top-level ones

from local import browser, command_list, environment, frontend  # noqa: E402  # needs the path set above
from local.refusal import Refused  # noqa: E402
from local.standard_output import turned_to_stderr  # noqa: E402


def main() -> int:
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    if command not in command_list.COMMANDS:
        print(command_list.overview())
        return 0 if command is None else complain(f"There is no command {command}.", code=2)
    try:
        # a script that reads the command's output must not take pip's for it
        with turned_to_stderr() if command in command_list.FOR_SCRIPTS else nullcontext():
            prepare(command)
    except Refused as refusal:
        return complain(str(refusal))
    except KeyboardInterrupt:
        return complain("Stopped; the next start goes on from here.", code=130)
    python = str(environment.python(CHECKOUT))
    return os.execv(python, [python, "-m", "local.cli", *sys.argv[1:]])


def prepare(command: str) -> None:
    environment.prepare(CHECKOUT, with_test_tools=command in command_list.WITH_TEST_TOOLS)
    if command in command_list.WITH_PAGES:
        frontend.prepare(CHECKOUT, environment.python(CHECKOUT))
    if command in command_list.WITH_BROWSER:
        os.environ[browser.VARIABLE] = browser.prepare(environment.python(CHECKOUT))
    # commands run from any folder (file names are relative to it), so the checkout must be found from there
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")]))


def complain(sentence: str, code: int = 1) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
