"""Words to expect in an answer, so that NDCG is not written down as "and DCG"."""

import re
from collections import Counter
from collections.abc import Iterator

from interview_agents.voice.rules import rules
from interview_personas import Bank, RoundKind

ABBREVIATION = re.compile(r"\b[A-Za-z]*[A-Z][A-Za-z]*[A-Z0-9][\w-]*\b")
"""Two capitals, or one and a digit: ``LoRA``, ``F1``."""


def glossary(bank: Bank) -> tuple[str, ...]:
    """The field's terms, and the abbreviations that the bank's people speak in, most frequent first.

    They are the same whatever is asked, so they tell nobody what a good answer has in it.
    """
    own = [term for term, _ in Counter(_abbreviations(bank)).most_common()]
    return tuple(dict.fromkeys((*rules().terms.field, *own)))[: rules().terms.most]


def _abbreviations(bank: Bank) -> Iterator[str]:
    """Those of a coding problem are mostly its examples."""
    for question in bank.questions.values():
        if question.round is not RoundKind.CODING:
            for point in question.points:
                yield from ABBREVIATION.findall(" ".join((point.what, point.says, *point.probes)))
