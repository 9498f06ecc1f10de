"""The pages on embedding quote the examples, and what they quote is there."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs" / "embed").glob("*.md"))
CODE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)")


def program(path: Path) -> str:
    """An example's code; a notebook's cells one after the other."""
    if path.suffix != ".ipynb":
        return path.read_text()
    cells = json.loads(path.read_text())["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells) + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_quotes_its_example_word_for_word(page: Path) -> None:
    text = page.read_text()
    examples = [
        path for link in LINK.findall(text) if (path := page.parent / link).suffix in {".py", ".ipynb"}
    ]
    assert examples
    for quoted in CODE.findall(text):
        assert quoted in program(examples[0])


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docs" / "api.md"], ids=lambda page: page.stem)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    for link in LINK.findall(page.read_text()):
        assert (page.parent / link).exists(), link


def test_every_example_is_on_a_page() -> None:
    linked = {Path(link).name for page in PAGES for link in LINK.findall(page.read_text())}
    assert {path.name for path in (ROOT / "examples").iterdir() if path.suffix in {".py", ".ipynb"}} <= linked
