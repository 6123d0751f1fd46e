import os
import stat
from pathlib import Path

import pytest

from local.data_directory import ROOT_HOME, ServerAddresses, default_path, open_data_directory
from local.refusal import Refused

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as another user")


def test_secrets_are_made_once_and_readable_by_their_owner_only(folder: Path) -> None:
    first = open_data_directory(folder / "data").secret("secret-key")
    again = open_data_directory(folder / "data")
    assert again.secret("secret-key") == first
    assert len(first) >= 32
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder / "data" / "secrets").iterdir()}
    assert modes == {"secret-key": 0o600, "postgres-password": 0o600, "valkey-password": 0o600}


def test_each_secret_is_another(folder: Path) -> None:
    data = open_data_directory(folder)
    assert len({data.secret(name) for name in ("secret-key", "postgres-password", "valkey-password")}) == 3


def test_the_default_lies_below_the_checkout_and_for_root_below_var_lib() -> None:
    here = Path("/somewhere/conference")
    assert default_path(here, as_root=False) == here / ".hallway"
    assert default_path(here, as_root=True).parent == ROOT_HOME


def test_two_checkouts_of_the_same_name_have_two_directories() -> None:
    assert default_path(Path("/a/hallway"), as_root=True) != default_path(Path("/b/hallway"), as_root=True)


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(folder: Path) -> None:
    (folder / "file").touch()
    with pytest.raises(Refused, match=r"cannot be used: Not a directory. Choose --data-dir."):
        open_data_directory(folder / "file" / "data")


@needs_root
def test_a_folder_closed_to_the_servers_user_is_refused_in_a_sentence(folder: Path) -> None:
    folder.chmod(0o700)
    with pytest.raises(Refused, match=r"its user \(id 65534\) cannot enter .*: choose a --data-dir"):
        open_data_directory(folder / "data")


def test_a_held_directory_refuses_a_second_launcher_and_is_free_afterwards(folder: Path) -> None:
    data = open_data_directory(folder)
    with data.held():
        assert data.is_held()
        with pytest.raises(Refused, match="already runs on"), data.held():
            pass
    assert not data.is_held()


def test_addresses_are_read_as_written_and_forgotten_before_a_start(folder: Path) -> None:
    data = open_data_directory(folder)
    addresses = ServerAddresses("postgresql://x", "redis://y", 42)
    assert data.read_addresses() is None
    data.write_addresses(addresses)
    assert data.read_addresses() == addresses
    data.forget_addresses()
    assert data.read_addresses() is None


def test_half_written_addresses_count_as_none(folder: Path) -> None:
    (folder / "servers.json").write_text('{"database_url": "post')
    assert open_data_directory(folder).read_addresses() is None
