"""The recordings that are committed: as they were made, with nothing secret, and of models that are named."""

from interview_evals.cassettes.files import SEALED
from interview_evals.cassettes.manifest import read_manifest
from interview_evals.cassettes.shelves import CASSETTES, faults, recordings, shelves


def test_the_committed_recordings_are_as_they_were_made_and_hold_no_secret() -> None:
    assert list(faults(CASSETTES)) == []


def test_every_committed_folder_says_what_it_is_of() -> None:
    for shelf in shelves(CASSETTES):
        assert "llama.cpp" in read_manifest(shelf).about, shelf


def test_a_committed_answer_ended_and_was_counted() -> None:
    for shelf in shelves(CASSETTES):
        for name, cassette in recordings(shelf):
            assert cassette.answer.ended in {"stop", "length"}, name
            assert cassette.answer.tokens > 0, name


def test_a_recording_says_what_it_is_in_its_first_line() -> None:
    path = next(CASSETTES.glob("**/*-1.yaml"))
    assert path.read_text("utf-8").startswith("# Recorded, not written")
    assert SEALED.match(path.read_text("utf-8"))
