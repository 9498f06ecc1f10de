"""Readers of one's own: used on a machine of one's own, named, and given up at any time."""

import os
from pathlib import Path

import pytest

from interview_agents.signals.readers import Signals, load_signals
from interview_evals.readers.shipping import packed
from interview_panel import PanelContext
from interview_panel.errors import StoreError
from interview_panel.own_readers import IN_USE, SET_ASIDE, forget_own, keep_own, own_file, rehearsal_for
from interview_panel.settings import Settings
from interview_personas import load_bank

BANK = load_bank()


def signals(word: str) -> bytes:
    """A file of readers that know one word and read nothing."""
    return packed(Signals(idf={word: 1.0}, readers={}))


def read_with(settings: Settings | None = None) -> str:
    """The digest of the readers that rule."""
    return rehearsal_for(settings or Settings()).provenance(BANK).signals_sha256


def test_without_any_the_shipped_ones_read() -> None:
    assert read_with() == load_signals().sha256
    assert IN_USE not in rehearsal_for(Settings()).notice


def test_ones_own_are_used_and_said_to_be() -> None:
    keep_own(Settings().home, signals("one"))
    assert read_with() != load_signals().sha256
    assert IN_USE in rehearsal_for(Settings()).notice


def test_an_onsite_is_held_with_them() -> None:
    keep_own(Settings().home, signals("one"))
    assert PanelContext().the_mind().provenance(BANK).signals_sha256 == read_with() != load_signals().sha256


def test_readers_trained_again_are_read_at_once() -> None:
    file = keep_own(Settings().home, signals("one"))
    before, changed_ns = read_with(), file.stat().st_mtime_ns
    keep_own(Settings().home, signals("two"))
    os.utime(file, ns=(changed_ns + 1, changed_ns + 1))  # a coarse clock could give both the same time
    assert read_with() != before


@pytest.mark.parametrize("access", ["each", "login"])
def test_where_several_people_come_nobodys_corrections_change_what_reads_them(
    access: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_own(Settings().home, signals("one"))
    monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", access)
    assert read_with() == load_signals().sha256


def test_going_back_brings_the_shipped_ones() -> None:
    keep_own(Settings().home, signals("one"))
    forget_own(Settings().home)
    assert read_with() == load_signals().sha256


def test_those_trained_over_older_ones_are_set_aside_and_that_is_said() -> None:
    home = Settings().home
    keep_own(home, signals("one")).rename(home / "0123456789abcdef.readers.json.gz")
    assert read_with() == load_signals().sha256
    assert SET_ASIDE in rehearsal_for(Settings()).notice
    keep_own(home, signals("one"))
    assert list(home.glob("*.readers.json.gz")) == [own_file(home)]


@pytest.mark.parametrize("content", [b"", b"not gzip", signals("one")[:-20]])
def test_a_file_that_holds_no_readers_says_how_to_go_on(content: bytes) -> None:
    file = keep_own(Settings().home, content)
    with pytest.raises(StoreError, match="--forget-mine"):
        rehearsal_for(Settings())
    forget_own(Settings().home)
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="INTERVIEW_PANEL_HOME"):
        keep_own(tmp_path / "file" / "home", signals("one"))
