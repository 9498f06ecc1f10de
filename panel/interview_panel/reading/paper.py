"""What a candidate hands in, as the text that interviewers read."""

from pathlib import Path

from interview_agents.text import clean
from interview_panel.plan import MOST_CHARACTERS
from interview_panel.reading.errors import NoTextError, OverLimitError, ReadingError
from interview_panel.reading.kinds import Kind, decoded, kind_of
from interview_panel.reading.limits import ReadingLimits
from interview_panel.reading.parsing import Parsed, parsed
from interview_personas import Record

LIMITS = ReadingLimits()
MOST_MB = LIMITS.document_bytes >> 20
CUT_NOTE = "\n\n[Cut here. It goes on, and no more than this is read.]"
WANTED = 2 * MOST_CHARACTERS
"""No more than these are looked at; twice as many, because blanks and invisible ones are dropped."""


class Paper(Record):
    """A résumé or a job description."""

    text: str
    """Cleaned; at most ``plan.MOST_CHARACTERS``, with a note at its end where it was cut."""
    kind: Kind
    pages: int | None = None
    """A PDF's."""
    cut: bool = False


def read_file(path: Path, limits: ReadingLimits = LIMITS) -> Paper:
    """The text of a file; see ``read_bytes``.

    Raises:
        MissingExtraError: the parser of this format is not installed.
        ReadingError: it is not there or cannot be read; the message says what to do.
    """
    try:
        with path.open("rb") as file:
            document = file.read(limits.document_bytes + 1)
    except OSError as error:
        raise ReadingError(f"it cannot be opened ({error.strerror}): check the path") from error
    return read_bytes(document, limits)


def read_bytes(document: bytes, limits: ReadingLimits = LIMITS) -> Paper:
    """The text of a document. It blocks for up to ``limits.wall_s``; what it is, its content says.

    Args:
        document: a PDF, a Word document (.docx) or text.
        limits: what reading it may use.

    Raises:
        MissingExtraError: the parser of this format is not installed.
        ReadingError: it cannot be read; the message says what to do.
    """
    if not document.strip():
        raise NoTextError("the file is empty")
    if len(document) > limits.document_bytes:
        raise OverLimitError(f"it is larger than {limits.document_bytes / (1 << 20):.3g} MB")
    kind = kind_of(document)
    if kind == "text":
        return read_words(decoded(document))
    found = parsed(document, kind, WANTED, limits)
    if not any(map(str.isalnum, found.text)):
        raise NoTextError(f"there is no text in this {kind}; its pages may be pictures, as of a scan")
    return _paper(found, kind)


def read_words(words: str) -> Paper:
    r"""Text that was pasted, as it will be read.

    >>> read_words("Ada \u200b\n\n\n\nBuilt a ranker.").text
    'Ada\n\nBuilt a ranker.'
    """
    return _paper(Parsed(text=words[:WANTED], pages=None, more=len(words) > WANTED), "text")


def _paper(found: Parsed, kind: Kind) -> Paper:
    text = _tidy(found.text)
    cut = found.more or len(text) > MOST_CHARACTERS
    if cut:
        text = text[: MOST_CHARACTERS - len(CUT_NOTE)].rstrip() + CUT_NOTE
    return Paper(text=text, kind=kind, pages=found.pages, cut=cut)


def _tidy(text: str) -> str:
    """Cleaned, without blanks at the ends of lines and with one empty line at most between others."""
    lines: list[str] = []
    for line in clean(text.replace("\f", "\n")).splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines)
