"""A debrief to show to others: nothing in it tells whose it is."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeVar

from interview_agents.blinding.hiding import Hide, hiding, shown
from interview_agents.debrief import Debrief
from interview_personas import Record

R = TypeVar("R", bound=Record)
WORDS = frozenset(
    "text code sketch quote why what concern open_question summary sides resolution about original rewritten "
    "would_change decided_because message problem got printed functions short_names imports".split()
)
"""Fields that people, models or the candidate's program write; the others hold ids and figures."""


def anonymous(debrief: Debrief, identity: Iterable[str] = ()) -> Debrief:
    """The debrief with names, schools, pronouns and addresses replaced wherever somebody's words stand.

    Args:
        debrief: as it was sealed.
        identity: names and schools known from elsewhere (the lobby, a résumé).
    """
    answers = chain.from_iterable(transcript.answers() for transcript in debrief.transcripts)
    return _without(debrief, hiding(identity, answers))


def _without(record: R, hide: Hide) -> R:
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    update = {name: _hidden(value, hide, words=name in WORDS) for name, value in fields.items()}
    return record.model_copy(update=update)


def _hidden(value: object, hide: Hide, *, words: bool) -> object:
    if isinstance(value, Record):
        return _without(value, hide)
    if isinstance(value, tuple):
        return tuple(_hidden(part, hide, words=words) for part in value)
    if isinstance(value, Mapping):
        return {key: _hidden(part, hide, words=words) for key, part in value.items()}
    return shown(hide(value)) if words and type(value) is str else value
