"""What a document is, by its own bytes: its name may say anything."""

import codecs
import re
from typing import Literal

from interview_panel.reading.errors import UnknownFormatError

Kind = Literal["PDF", "Word document", "text"]
PDF_MARK = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n])\s*%PDF-\d")
PDF_MARK_WITHIN = 1024
"""Programs that read PDFs look for the mark this far; some writers put lines before it."""
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
UNTEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""What stands in no text; a form feed and an escape may."""


def kind_of(document: bytes) -> Kind:
    r"""What the first bytes say, and for a packed file the names of what is in it.

    >>> kind_of(b"%PDF-1.7 and so on"), kind_of(b"# Ada\nBuilt a ranker.")
    ('PDF', 'text')

    Raises:
        UnknownFormatError: a packed file of another sort, or a format that would only look like text.
    """
    if PDF_MARK.search(document[:PDF_MARK_WITHIN]):
        return "PDF"
    if document.startswith(b"PK\x03\x04"):
        if b"[Content_Types].xml" in document and b"word/" in document:
            return "Word document"
        raise UnknownFormatError("this is a packed file and no Word document (.docx)")
    if document.startswith(OLD_OFFICE):
        raise UnknownFormatError("this is an Office file of the old format (.doc), or one with a password")
    if document.startswith(b"{\\rtf"):
        raise UnknownFormatError("this is a Rich Text file (.rtf)")
    return "text"


def decoded(document: bytes) -> str:
    """Plain text from its bytes: as its mark says, else UTF-8, else as Windows wrote it for long.

    Raises:
        UnknownFormatError: these are no characters of a text.
    """
    mark = next((mark for mark in MARKS if document.startswith(mark)), None)
    for encoding in [MARKS[mark]] if mark else ["utf-8", "cp1252"]:
        try:
            text = document.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not UNTEXT.search(text):
            return text
    raise UnknownFormatError
