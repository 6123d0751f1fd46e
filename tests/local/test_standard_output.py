import subprocess
import sys

from local.data_directory import CHECKOUT

PROGRAM = """
import subprocess
from local.standard_output import turned_to_stderr

print("before")
try:
    with turned_to_stderr():
        print("preparing")
        subprocess.run(["echo", "and its child"], check=True)
        {end}
except ZeroDivisionError:
    pass
print("after")
"""


def run(end: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", PROGRAM.format(end=end)]
    return subprocess.run(program, cwd=CHECKOUT, capture_output=True, text=True, check=True)


def test_what_is_printed_meanwhile_also_by_children_is_no_output() -> None:
    outcome = run(end="pass")

    assert outcome.stdout == "before\nafter\n"
    assert set(outcome.stderr.splitlines()) == {"preparing", "and its child"}


def test_it_ends_with_the_block_however_that_ends() -> None:
    assert run(end="1 // 0").stdout == "before\nafter\n"
