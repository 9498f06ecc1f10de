"""Which mode a run is in, and who decides."""

import pytest

from interview_evals.cassettes.tape import Mode, mode_asked
from interview_evals.errors import CassetteError


@pytest.mark.parametrize(
    ("given", "environ", "mode"),
    [
        (None, {}, Mode.REPLAY),
        (None, {"CI": "true"}, Mode.REPLAY),
        (None, {"INTERVIEW_PANEL_RECORD": "missing"}, Mode.MISSING),
        (Mode.ALL, {"INTERVIEW_PANEL_RECORD": "missing", "CI": "false"}, Mode.ALL),
        (Mode.REPLAY, {"INTERVIEW_PANEL_RECORD": "all", "CI": "true"}, Mode.REPLAY),
    ],
)
def test_nothing_is_sent_unless_somebody_says_so(
    given: Mode | None, environ: dict[str, str], mode: Mode
) -> None:
    assert mode_asked(given, environ) is mode


@pytest.mark.parametrize("environ", [{"CI": "true"}, {"CI": "1"}])
def test_in_ci_recordings_are_only_replayed(environ: dict[str, str]) -> None:
    with pytest.raises(CassetteError, match="missing in CI"):
        mode_asked(Mode.MISSING, environ)


def test_a_mode_that_is_none_is_told_with_those_that_are() -> None:
    with pytest.raises(CassetteError, match="replay, missing, all, verify, live"):
        mode_asked(None, {"INTERVIEW_PANEL_RECORD": "once"})
