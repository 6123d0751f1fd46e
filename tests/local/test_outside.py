import pytest

from local.outside import given_database_url, given_redis_url, without_password
from local.ports import LOOPBACK, free_port, refuse_taken_port
from local.refusal import Refused
from local.servers import start_temporary_servers


@pytest.mark.parametrize("url", [f"postgresql://ada:secret@{LOOPBACK}:1/x", "mysql://ada:secret@host/x", "http://["])
def test_a_wrong_database_url_is_one_sentence_without_the_password(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(Refused, match=r"^DATABASE_URL .* cannot be used: .+") as refusal:
        given_database_url()
    assert "secret" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("url", [f"redis://:secret@{LOOPBACK}:1/0", "nonsense"])
def test_a_valkey_that_is_down_is_one_sentence_without_the_password(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    with pytest.raises(Refused, match=r"^REDIS_URL .* cannot be used: .+") as refusal:
        given_redis_url()
    assert "secret" not in str(refusal.value)


def test_a_wrong_password_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with start_temporary_servers() as servers:
        place = servers.database_url.rpartition("@")[2]
        monkeypatch.setenv("DATABASE_URL", f"postgresql://hallway:guess@{place}")
        with pytest.raises(Refused, match="password authentication failed"):
            given_database_url()
        monkeypatch.setenv("REDIS_URL", servers.redis_url)
        assert given_redis_url() == servers.redis_url


def test_nothing_given_is_nothing_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("REDIS_URL", "")
    assert (given_database_url(), given_redis_url()) == (None, None)


def test_an_address_is_shown_without_user_and_password() -> None:
    assert without_password("postgresql://ada:x@host:5/name?sslkey=y") == "postgresql://host:5/name"


def test_a_taken_port_is_refused_in_a_sentence() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=rf"Port {port} on 127.0.0.1 cannot be used .*--port"):
            refuse_taken_port(LOOPBACK, port)
    refuse_taken_port(LOOPBACK, free_port())
