import sys
from pathlib import Path

import pytest

from local import environment
from local.stamps import fingerprint, is_stamped


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose environment was filled from the test lock."""
    (tmp_path / environment.LOCK).write_text("a==1")
    (tmp_path / environment.TEST_LOCK).write_text("a==1\nb==2")
    environment.python(tmp_path).parent.mkdir(parents=True)
    environment.python(tmp_path).symlink_to(sys.executable)
    stamp(tmp_path, environment.TEST_LOCK)
    return tmp_path


def stamp(checkout: Path, lock: str) -> None:
    environment.stamp(checkout, lock).write_text(environment.mark(checkout, lock))


def test_an_environment_with_the_test_tools_serves_both(checkout: Path) -> None:
    assert environment.is_prepared(checkout, with_test_tools=True)
    assert environment.is_prepared(checkout, with_test_tools=False)


def test_one_without_them_does_not_serve_the_tests(checkout: Path) -> None:
    environment.stamp(checkout, environment.TEST_LOCK).unlink()
    stamp(checkout, environment.LOCK)
    assert environment.is_prepared(checkout, with_test_tools=False)
    assert not environment.is_prepared(checkout, with_test_tools=True)


@pytest.mark.parametrize("lock", [environment.LOCK, environment.TEST_LOCK])
def test_a_changed_lock_is_installed_again(checkout: Path, lock: str) -> None:
    (checkout / lock).write_text("a==2")
    assert not environment.is_prepared(checkout, with_test_tools=True)


def test_an_environment_whose_python_is_gone_is_made_again(checkout: Path) -> None:
    environment.python(checkout).unlink()
    assert not environment.is_prepared(checkout, with_test_tools=False)


def test_a_fingerprint_tells_where_one_input_ends() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


def test_a_missing_stamp_is_no_stamp(tmp_path: Path) -> None:
    assert not is_stamped(tmp_path / "none", fingerprint("x"))
