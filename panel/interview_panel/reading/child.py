"""Reads one PDF or Word document in a process of its own, which is killed when it uses too much.

It is handed to a Python as text and imports nothing of ours. The first argument is the setup as
JSON, stdin the document; stdout gets one JSON object: ``text``, ``pages`` and ``more``, or a
``problem``. Whatever else goes wrong ends it with a traceback that nobody reads, since it may
hold words of the document.
"""

import io
import json
import os
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from pypdf import PdfReader

MOST_PARTS = 5_000
"""A Word document has a few dozen; what looks at each one must come to an end."""
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{WORDS}p": "\n", f"{WORDS}br": "\n", f"{WORDS}cr": "\n", f"{WORDS}tab": "\t"}
UNREAD = {f"{WORDS}pPr", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""How a paragraph looks; and what older programs see in a text box's place, the same words again."""


class Setup(TypedDict):
    """What the parent says."""

    kind: str
    path: list[str]
    """Where packages are found."""
    pages: int
    characters: int
    """Most of them that are sent back."""
    unpacked_bytes: int
    cpu_s: int
    memory_bytes: int
    said_bytes: int


class ProblemError(Exception):
    """A document that is refused; the parent finds the words for it."""

    def __init__(self, problem: str, found: int = 0) -> None:
        super().__init__(problem)
        self.said = {"problem": problem, "found": found}


def main() -> None:
    """Lower what this process may use, read the document, and say what came of it."""
    setup: Setup = json.loads(sys.argv[1])
    lower(setup)
    sys.path[:] = setup["path"]
    document = io.BytesIO(sys.stdin.buffer.read())
    try:
        said: object = read(document, setup)
    except ProblemError as problem:
        said = problem.said
    except ImportError:
        said = ProblemError("parser").said
    sys.stdout.write(json.dumps(said))
    sys.stdout.flush()


def lower(setup: Setup) -> None:
    """Set limits that cannot be raised again; only root can begin another process all the same."""
    limits = {
        resource.RLIMIT_CPU: setup["cpu_s"],
        resource.RLIMIT_FSIZE: setup["said_bytes"],
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform != "darwin":  # it does not take one
        limits[resource.RLIMIT_AS] = setup["memory_bytes"]
    for kind, value in limits.items():
        most = resource.getrlimit(kind)[1]
        kept = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(kind, (kept, kept))


def read(document: io.BytesIO, setup: Setup) -> dict[str, object]:
    """The document's text, as much of it as is sent back."""
    if setup["kind"] == "PDF":
        pages, parts = pdf(document, setup["pages"])
    else:
        pages, parts = None, word(document, setup["unpacked_bytes"])
    text = joined(parts, setup["characters"] + 1)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves are no characters
    return {
        "text": text[: setup["characters"]],
        "pages": pages,
        "more": len(text) > setup["characters"],
    }


def joined(parts: Iterable[str], most: int) -> str:
    """So many characters of the parts, and no more of them asked for than that takes."""
    taken: list[str] = []
    room = most
    for part in parts:
        taken.append(part[:room])
        room -= len(taken[-1])
        if not room:
            break
    return "".join(taken)


def pdf(document: io.BytesIO, most_pages: int) -> tuple[int, Iterator[str]]:
    """How many pages there are, and the text of one after the other."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(document)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ProblemError("locked")
    except DependencyError:  # a cipher that pypdf leaves to another package
        raise ProblemError("locked") from None
    pages = reader.get_num_pages()
    if pages > most_pages:
        raise ProblemError("pages", pages)
    return pages, shown(reader)


def shown(reader: "PdfReader") -> Iterator[str]:
    """The words of one page after the other."""
    from pypdf.errors import LimitReachedError

    try:
        for page in reader.pages:
            yield f"{page.extract_text()}\n\n"
    except LimitReachedError:  # pypdf's own, for what is packed in a page
        raise ProblemError("unpacked") from None


def word(document: io.BytesIO, most_unpacked: int) -> Iterator[str]:
    """The words of headers, body and footers, each paragraph on a line of its own."""
    with zipfile.ZipFile(document) as packed:
        parts = packed.infolist()
    if sum(part.file_size for part in parts) > most_unpacked or len(parts) > MOST_PARTS:
        raise ProblemError("unpacked")
    from docx import Document
    from docx.opc.part import XmlPart

    body = Document(document).part
    beside: dict[str, list[XmlPart]] = {"header": [], "footer": []}
    for relation in body.rels.values():
        name = relation.reltype.rpartition("/")[2]
        if name in beside and isinstance(relation.target_part, XmlPart):
            beside[name].append(relation.target_part)
    for part in (*beside["header"], body, *beside["footer"]):
        yield from written(part.element)
        yield "\n"


def written(element: "BaseOxmlElement") -> Iterator[str]:
    """The words within an element; text boxes and the cells of tables have paragraphs of their own."""
    tag = element.tag
    if tag in UNREAD:
        return
    yield element.text or "" if tag == f"{WORDS}t" else BREAKS.get(tag, "")
    for inside in element:
        yield from written(inside)


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        os.abort()  # as for any other limit, which the kernel answers with a signal
