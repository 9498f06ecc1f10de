"""The lasting secret: made once, whole, for its owner's eyes only."""

import stat
import threading
from pathlib import Path

import pytest

from interview_panel.errors import StoreError
from interview_panel.secret import LENGTH, NAME, lasting_secret


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_is_made_on_first_use_and_stays(tmp_path: Path) -> None:
    home = tmp_path / "a" / "home"
    secret = lasting_secret(home)
    assert len(secret) == LENGTH
    assert lasting_secret(home) == secret
    assert (home / NAME).read_bytes() == secret
    assert [path.name for path in home.iterdir()] == [NAME]
    assert lasting_secret(tmp_path / "another") != secret


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    lasting_secret(home)
    assert (mode(home / NAME), mode(home)) == (0o600, 0o700)
    (home / NAME).chmod(0o644)
    lasting_secret(home)
    assert mode(home / NAME) == 0o600


def test_everybody_who_comes_at_once_gets_the_same(tmp_path: Path) -> None:
    start, got = threading.Barrier(8), list[bytes]()

    def ask() -> None:
        start.wait()
        got.append(lasting_secret(tmp_path))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert set(got) == {(tmp_path / NAME).read_bytes()}


def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"short")
    with pytest.raises(StoreError, match="holds 5 bytes and not 32: move it away"):
        lasting_secret(tmp_path)
    assert (tmp_path / NAME).read_bytes() == b"short"


def test_a_home_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"file/secret: cannot be used \(.+\): set INTERVIEW_PANEL_HOME"):
        lasting_secret(tmp_path / "file")
