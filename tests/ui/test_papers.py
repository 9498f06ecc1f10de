"""What a candidate hands in: read into a field, seen, changed, removed, and kept from whom it is not for."""

import pytest
from tests.panel.reading.documents import locked, pdf, says, word_document
from tests.ui.provider import Provider
from tests.ui.tab import Tab, modelled

from interview_panel.plan import Applicant
from interview_panel.reading import MOST_MB, parsing
from interview_ui.house import the_house

RESUME = "Ada Lovelace built a ranker named quokkaberry."
LIVE = "![x](http://example.com/x.png) [a link](http://example.com) :red[text]"


def started_with(tab: Tab) -> Applicant:
    """Who is interviewed in the onsite that the tab starts."""
    tab.press("Start the onsite").settle()
    return the_house().runner.row(tab.session).request.candidate


@pytest.mark.parametrize(
    ("name", "document", "what"),
    [
        ("cv.pdf", pdf(says(RESUME), says("More.")), "Read cv.pdf (PDF, 2 pages)."),
        ("cv.docx", word_document(RESUME), "Read cv.docx (Word document)."),
        ("cv.md", RESUME.encode(), "Read cv.md (text)."),
    ],
)
def test_a_file_is_read_into_the_field_where_it_can_be_looked_through(
    name: str, document: bytes, what: str
) -> None:
    tab = Tab().hand_in(name, document)
    assert RESUME in tab.written("Résumé")
    assert what in tab.words.replace("\\", "")
    assert tab.page.file_uploader[0].value is None, "the file itself is let go"
    assert RESUME in started_with(tab).resume


def test_what_stands_in_the_fields_is_what_the_onsite_gets() -> None:
    tab = Tab().hand_in("cv.pdf", pdf(says(RESUME)))
    tab.write("Résumé", f"{RESUME} And a compiler.").write("Job description", "We rank shops.")
    tab.fill("Your name", "Ada")
    told = Applicant(name="Ada", resume=f"{RESUME} And a compiler.", job_description="We rank shops.")
    assert started_with(tab) == told


def test_a_file_that_cannot_be_read_leaves_all_fields_as_they_were() -> None:
    tab = Tab().write("Résumé", RESUME).write("Job description", "We rank shops.").fill("Your name", "Ada")
    tab.hand_in("cv.pdf", locked(pdf(says("x")), "secret"))
    assert "the document is locked with a password: save it without one" in tab.words
    assert tab.written("Résumé") == RESUME
    assert tab.written("Job description") == "We rank shops."
    tab.hand_in("better.pdf", pdf(says("Another one.")))
    assert "locked" not in tab.words
    assert tab.written("Résumé") == "Another one."


def test_a_missing_parser_is_said_and_pasting_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(parsing.PARSERS, "PDF", "a_package_that_is_not_there")
    tab = Tab().hand_in("cv.pdf", pdf(says(RESUME)))
    assert "interview-panel[resume]" in tab.words.replace("\\", "")
    assert started_with(tab.write("Résumé", RESUME)).resume == RESUME


def test_what_was_handed_in_can_be_removed() -> None:
    tab = Tab().hand_in("cv.pdf", pdf(says(RESUME))).write("Job description", "We rank shops.")
    tab.press("Remove the résumé")
    assert (tab.written("Résumé"), tab.written("Job description")) == ("", "We rank shops.")
    assert "cv.pdf" not in tab.words
    assert started_with(tab.press("Remove the job description")) == Applicant()


def test_more_than_is_kept_is_cut_in_sight_and_not_refused() -> None:
    tab = Tab().write("Résumé", "A word. " * 10_000)
    assert "More than 40,000 characters; the rest is left out." in tab.words
    assert started_with(tab).resume.endswith("no more than this is read.]")


def test_the_page_takes_no_larger_file_than_is_read() -> None:
    assert Tab().page.file_uploader[0].proto.max_upload_size_mb == MOST_MB


def test_the_rehearsal_says_that_it_reads_no_resume() -> None:
    assert "The rehearsal takes your name from here and no more" in Tab().words


def test_a_model_says_how_much_of_it_is_read_and_costs_more(provider: Provider) -> None:
    tab = modelled(provider.address)
    assert "The rehearsal takes your name" not in tab.words
    before = expected(tab)
    tab.write("Résumé", "A word. " * 2_000)
    assert "15,999 characters; the first 8,000 are read." in tab.words
    assert expected(tab) > before


def expected(tab: Tab) -> int:
    """How many tokens the lobby expects to be read."""
    line = next(str(m.value) for m in tab.page.markdown if "Expected" in str(m.value)).replace("\\", "")
    return int(line.partition(" tokens read")[0].rpartition(" ")[2].replace(",", ""))


def test_nothing_of_it_comes_alive() -> None:
    tab = Tab().hand_in("[cv](http://example.com) ![x](y).md", LIVE.encode()).write("Job description", LIVE)
    page = tab.page
    rendered = [str(part.value) for kind in (page.markdown, page.caption, page.success) for part in kind]
    (said,) = [text for text in rendered if "example.com" in text]
    assert "](" not in said
    assert "http://" not in said
    assert tab.written("Résumé") == LIVE
