"""``interview-panel eval prompts``: what models read, one page an agent."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from interview_personas import load_bank

PAGES = Path("docs/prompts")
out = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def prompts(
    to: Annotated[Path, typer.Option(help="Folder for the pages.")] = PAGES,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if a page would change.")
    ] = False,
) -> None:
    """Write one whole prompt of each agent, as it goes out, with the sheets that came back."""
    from interview_evals.prompts.holding import hold  # noqa: PLC0415 - they load the model's client
    from interview_evals.prompts.onsite import read_onsite  # noqa: PLC0415
    from interview_evals.prompts.rendering import pages  # noqa: PLC0415

    texts = pages(asyncio.run(hold(read_onsite(), load_bank())))
    stale = list(_stale(to, texts))
    if check and stale:
        errors.print(f"{', '.join(map(str, stale))}: run `interview-panel eval prompts`", markup=False)
        raise typer.Exit(1)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path.name], encoding="utf-8")
    out.print(f"{len(texts)} pages in {to}, {len(stale)} of them new", markup=False)


def _stale(folder: Path, texts: Mapping[str, str]) -> Iterator[Path]:
    for name, text in texts.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path
