"""What the doctor says of the rulings that the user called wrong, and of readers trained with them."""

from collections.abc import Iterator

from interview_panel.commands.findings import Finding
from interview_panel.corrections import Corrections, corpus_of
from interview_panel.own_readers import SET_ASIDE, are_set_aside, own_file
from interview_panel.settings import Settings
from interview_personas import InterviewError

WHAT = "corrections"
TRAIN = "`interview-panel eval train --mine` trains the readers with them"
GO_BACK = "`interview-panel eval train --forget-mine` goes back to the shipped ones"


def corrections() -> Iterator[Finding]:
    """One line; none on a machine without any."""
    settings = Settings()
    try:
        number = len(Corrections(corpus_of(settings.home)).ids())
    except InterviewError as error:
        yield Finding("fails", WHAT, str(error))
        return
    kept = f"{number} kept"
    if are_set_aside(settings.home):
        yield Finding("note", WHAT, f"{kept}. {SET_ASIDE}")
    elif not own_file(settings.home).exists():
        if number:
            yield Finding("note", WHAT, f"{kept}; {TRAIN}")
    elif settings.one_person:
        yield Finding("ok", WHAT, f"{kept}; readers trained with corrections are in use, and {GO_BACK}")
    else:
        where = "not used where several people come to the page"
        yield Finding("ok", WHAT, f"{kept}; readers trained with corrections are {where}")
