"""The table of attacks says what the programs' heads say."""

from tests.panel.sandbox.attacks.odd_sources import ODD_SOURCES
from tests.panel.sandbox.attacks.programs import HERE, Program, every


def _row(program: Program) -> str:
    says = program.says
    told = [says["is"]] if "is" in says else [says["tries"], says.get("success", "a hidden test passes")]
    return "| " + " | ".join([f"`{program.name}`", *(text.replace("|", "\\|") for text in told)]) + " |"


def test_the_readme_lists_every_program_with_what_its_head_says() -> None:
    rows = [line for line in (HERE / "README.md").read_text("utf-8").splitlines() if line.startswith("| `")]
    folders = {folder: every(folder) for folder in ("escapes", "tampering", "honest")}
    folders["escapes"] += ODD_SOURCES
    assert rows == [_row(program) for found in folders.values() for program in found]
