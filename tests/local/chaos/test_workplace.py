from pathlib import Path

import pytest

from local.commands.chaos import workplace
from local.refusal import Refused


def test_chaos_stays_out_of_a_folder_that_holds_a_database(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    with pytest.raises(Refused, match="holds a database already"), workplace(tmp_path):
        pass


def test_without_a_folder_it_leaves_none_behind() -> None:
    with workplace(None) as data:
        assert data.logs.is_dir()
    assert not data.path.exists()
