"""The user's own corrections beside the shipped snippets."""

from collections.abc import Collection
from pathlib import Path

from interview_evals.errors import CorpusError
from interview_evals.readers.snippets import CORPUS, Snippet, read_snippets
from interview_panel.corrections import corpus_of

NO_SNIPPETS = (
    "{folder}: there are no labelled snippets; they come with the project's source, not with an installed "
    "package: get the source of this version and run `make train ARGS=--mine` there"
)
NOTHING = "{folder}: you called no ruling wrong yet: tick “This was wrong” beside one in a debrief"


def with_mine(folder: Path, flags: Collection[str], home: Path) -> tuple[tuple[Snippet, ...], list[str]]:
    """Snippets with the user's own corrections among them, and the corrections that none can be trained with.

    A red flag needs labelled snippets of several authors before a correction can move its reader.

    Args:
        folder: the labelled snippets.
        flags: ids that their files may be named after.
        home: the data folder, whose one person's corrections these are.

    Raises:
        CorpusError: when there are no snippets or no corrections, or with all their faults.
    """
    if folder == CORPUS and not folder.is_dir():
        raise CorpusError([NO_SNIPPETS.format(folder=folder)])
    shipped, own = read_snippets(folder, flags), corpus_of(home)
    names = {file.stem for file in own.glob("*/*.jsonl")}
    if not names:
        raise CorpusError([NOTHING.format(folder=own)])
    labelled, said = {snippet.flag for snippet in shipped}, {snippet.answer for snippet in shipped}
    mine = [snippet for snippet in read_snippets(own, names) if snippet.answer not in said]
    unused = [snippet.id for snippet in mine if snippet.flag not in labelled]
    return (*shipped, *(snippet for snippet in mine if snippet.flag in labelled)), unused
