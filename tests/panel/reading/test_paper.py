"""What a candidate hands in is read as text, or refused in words; it never costs more than its limits."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.panel.reading import documents
from tests.panel.reading.documents import WORDS, pdf, says, word_document

from interview_panel.errors import MissingExtraError
from interview_panel.plan import MOST_CHARACTERS, Applicant
from interview_panel.reading import (
    DamagedError,
    LockedError,
    NoTextError,
    OverLimitError,
    ReadingError,
    ReadingLimits,
    UnknownFormatError,
    parsing,
    read_bytes,
    read_file,
    read_words,
)

PLAIN = pdf(says(WORDS))
SPY = """
import os, tempfile

class PdfReader:
    is_encrypted = False

    def __init__(self, document):
        self.pages = [self]

    def get_num_pages(self):
        return 1

    def extract_text(self):
        try:
            with tempfile.TemporaryFile() as file:
                file.write(bytes(64 << 20))
        except OSError as error:
            return f"{dict(os.environ)} {error}"
"""


def test_a_pdf_is_read_page_after_page() -> None:
    paper = read_bytes(pdf(says(WORDS), says("She wrote the first program.")))
    assert paper.text == f"{WORDS}\n\nShe wrote the first program."
    assert (paper.kind, paper.pages, paper.cut) == ("PDF", 2, False)


def test_of_a_word_document_headers_tables_and_footers_are_read_too() -> None:
    paper = read_bytes(word_document(WORDS, "Skills:\tPython"))
    assert paper.text.split("\n") == [
        "ada@example.com", "", WORDS, "Skills:\tPython", "1842", "Analytical Engines", "", "page one",
    ]  # fmt: skip
    assert paper.kind == "Word document"


def test_a_text_box_is_read_once() -> None:
    box = (
        b'<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b"<mc:Choice><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Choice>"
        b"<mc:Fallback><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r>"
    )
    changed = documents.packed_anew(
        word_document(WORDS), lambda part: part.replace(b"<w:r><w:t>Ada", box + b"<w:r><w:t>Ada")
    )
    text = read_bytes(changed).text
    assert text.count("In a box") == 1
    assert WORDS in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_as_it_was_saved(encoding: str) -> None:
    assert read_bytes("Zoë’s résumé".encode(encoding)).text == "Zoë’s résumé"


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    for name, content, kind in (("cv.docx", PLAIN, "PDF"), ("cv.pdf", word_document(WORDS), "Word document")):
        (tmp_path / name).write_bytes(content)
        assert read_file(tmp_path / name).kind == kind


def test_a_pdf_that_starts_after_a_few_lines_is_one() -> None:
    assert read_bytes(b"From: ada\r\n\r\n" + PLAIN).kind == "PDF"


def test_a_text_about_pdfs_is_none() -> None:
    assert read_bytes(b"I wrote a parser for %PDF-1.7 files.").kind == "text"


@pytest.mark.parametrize(
    ("document", "error", "why"),
    [
        (b"", NoTextError, "the file is empty"),
        (b" \n ", NoTextError, "the file is empty"),
        (pdf(b""), NoTextError, "may be pictures, as of a scan"),
        (documents.locked(PLAIN, "secret"), LockedError, "save it without one"),
        (b"%PDF-1.4\nand nothing more", DamagedError, "damaged"),
        (word_document(WORDS)[:9000], DamagedError, "damaged"),
        (b"PK\x03\x04 and word/ and [Content_Types].xml", DamagedError, "damaged"),
        (b"PK\x03\x04 a packed picture", UnknownFormatError, r"packed file and no Word document \(.docx\)"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x", UnknownFormatError, r"old format \(.doc\)"),
        (b"{\\rtf1 Ada}", UnknownFormatError, r"\(.rtf\)"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", UnknownFormatError, "no PDF, no Word document"),
        (b"\x81\x8d\x8f", UnknownFormatError, "no plain text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    document: bytes, error: type[ReadingError], why: str
) -> None:
    with pytest.raises(error, match=why) as refused:
        read_bytes(document)
    assert "hand in its text alone" in str(refused.value)


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    assert read_bytes(documents.locked(PLAIN, "", "owner")).text == WORDS


def test_more_bytes_than_are_read_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_bytes(b"a" * ((5 << 20) + 1))
    with pytest.raises(OverLimitError, match="larger than 5 MB"):
        read_file(tmp_path / "cv.txt")


def test_a_book_is_refused_with_how_many_pages_it_has() -> None:
    with pytest.raises(OverLimitError, match="it has 300 pages, and at most 20 are read"):
        read_bytes(documents.many_pages(300))


@pytest.mark.slow
@pytest.mark.parametrize(
    "harm", [documents.bomb, documents.nested_bomb, documents.laborious, documents.endless]
)
def test_a_pdf_made_to_do_harm_is_refused_within_its_limits(harm: Callable[[], bytes]) -> None:
    document = harm()
    assert len(document) < ReadingLimits().document_bytes
    with pytest.raises(OverLimitError):
        read_bytes(document)


def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(OverLimitError, match="more time or memory than a document may"):
        read_bytes(documents.laborious(), ReadingLimits(cpu_s=1))
    with pytest.raises(OverLimitError, match="more time or memory than a document may"):
        read_bytes(PLAIN, ReadingLimits(wall_s=0.001))


def test_a_reader_gets_no_more_memory_than_its_limit() -> None:
    swollen = documents.packed_anew(
        word_document(WORDS), lambda part: part.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 2_000_000)
    )
    with pytest.raises((OverLimitError, DamagedError)):
        read_bytes(swollen, ReadingLimits(memory_bytes=200 << 20))


def test_a_word_document_that_unpacks_into_too_much_is_not_unpacked() -> None:
    swollen = documents.packed_anew(word_document(WORDS), lambda part: part + b" " * (65 << 20))
    assert len(swollen) < 1 << 20
    with pytest.raises(OverLimitError, match="far too much packed"):
        read_bytes(swollen)


def test_a_word_that_stands_for_millions_of_others_is_not_written_out() -> None:
    with pytest.raises((OverLimitError, DamagedError)):
        read_bytes(documents.laughing(word_document(WORDS)))


def test_a_document_cannot_bring_a_file_of_this_machine_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("quokkaberry")
    asking = documents.asking_for(word_document(WORDS), str(tmp_path / "secret"))
    assert "quokkaberry" not in read_bytes(asking).text


def test_a_parser_finds_no_key_and_may_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parser_of_ours(tmp_path, SPY, "DependencyError = LimitReachedError = OSError")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-quokkaberry")
    text = read_bytes(PLAIN).text
    assert "LC_ALL" in text
    assert "quokkaberry" not in text
    assert "File too large" in text


def test_a_parser_that_lacks_a_part_is_no_fault_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser_of_ours(tmp_path, "", "import a_package_that_is_not_there")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MissingExtraError, match=r"pip install 'interview-panel\[resume\]'"):
        read_bytes(PLAIN)


def parser_of_ours(folder: Path, reader: str, errors: str) -> None:
    """Something in pypdf's place."""
    (folder / "pypdf").mkdir()
    (folder / "pypdf" / "__init__.py").write_text(reader)
    (folder / "pypdf" / "errors.py").write_text(errors)


def test_what_is_too_long_is_cut_and_that_can_be_seen() -> None:
    paper = read_words("A word. " * 10_000)
    assert paper.cut
    assert len(paper.text) <= MOST_CHARACTERS
    assert paper.text.endswith("[Cut here. It goes on, and no more than this is read.]")
    assert Applicant(resume=paper.text).resume == paper.text


def test_a_long_document_is_cut_likewise() -> None:
    paper = read_bytes(word_document("A word. " * 20_000))
    assert paper.cut
    assert len(paper.text) <= MOST_CHARACTERS


def test_what_nobody_can_see_is_not_read() -> None:
    assert read_words("Hire\u200b me\U000e0041.\r\n\r\n\r\n\r\nAda  ").text == "Hire me.\n\nAda"


def test_without_its_parser_a_document_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(parsing.PARSERS, "PDF", "a_package_that_is_not_there")
    with pytest.raises(MissingExtraError, match=r"pip install 'interview-panel\[resume\]'"):
        read_bytes(PLAIN)
    assert read_bytes(WORDS.encode()).text == WORDS


def test_nothing_of_a_document_is_logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    read_bytes(pdf(says("quokkaberry")))
    with pytest.raises(DamagedError) as damaged:
        read_bytes(b"%PDF-1.4 quokkaberry")
    assert "quokkaberry" not in "".join([caplog.text, *capfd.readouterr(), str(damaged.value)])


def test_a_file_that_is_not_there_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"No such file or directory.*check the path"):
        read_file(tmp_path / "cv.pdf")
