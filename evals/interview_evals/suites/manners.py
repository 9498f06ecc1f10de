"""What can be told of an interviewer's turn by looking at its words."""

import re
from collections.abc import Iterable, Sequence

from interview_agents.evidence import normalised
from interview_agents.model_mind.leaks import SHORTEST, stems
from interview_agents.text import sentences

QUESTION = re.compile(r"\?[\"'”’)*]*$")
MARKUP = re.compile(
    r"^\s*(?:#{1,6} |```|[{\[]\s*\"|(?:interviewer|candidate|assistant|user|system)\s*:)",
    re.IGNORECASE | re.MULTILINE,
)
TELLING = 5
"""Letters from which a word that both said is worth noting; "well" and "like" are anybody's."""
QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
AGAIN = 8
"""Words in a row that were asked before and make a turn a repetition."""


def questions_in(text: str) -> int:
    """How many questions a turn asks; what it quotes is not asked.

    >>> questions_in("You said “why me?”, I noted. What did it cost? And who paid?")
    2
    """
    return sum(bool(QUESTION.search(sentence)) for sentence in sentences(QUOTED.sub("that", text)))


def goes_on_from(text: str, answer: str, asked: Iterable[str]) -> bool:
    """Whether a turn quotes the answer, or has a word of it that was in no question before.

    >>> goes_on_from("You said gearboxes break. Why?", "Gearboxes break in winter.", ["Where do you begin?"])
    True
    """
    known = {stem for question in asked for stem in stems(question)}
    if any(normalised(quote[0][1:-1]) in normalised(answer) for quote in QUOTED.finditer(text)):
        return True
    own = {stem for stem in stems(answer) if len(stem) >= TELLING} - known
    return bool(own & set(stems(text)))


def repeats(text: str, earlier: Sequence[str]) -> bool:
    """Whether a turn says a run of words that an earlier one of the interviewer's said.

    >>> repeats("And who paid for all of that in the end, then?", ["So who paid for all of that in the end?"])
    True
    """
    said = stems(text)
    runs = {said[at : at + AGAIN] for at in range(len(said) - AGAIN + 1)}
    before = (stems(turn) for turn in earlier)
    return any(told[at : at + AGAIN] in runs for told in before for at in range(len(told) - AGAIN + 1)) or (
        SHORTEST < len(said) < AGAIN and any(said == stems(turn) for turn in earlier)
    )


def out_of_role(text: str, phrases: Iterable[str]) -> str:
    """What in a turn no interviewer would say: a phrase of the list, or markup; empty when nothing.

    >>> out_of_role("Candidate: I would start with the data.", ())
    'Candidate:'
    """
    folded = " ".join(text.casefold().replace("’", "'").split())
    phrase = next((phrase for phrase in phrases if phrase.casefold() in folded), "")
    markup = MARKUP.search(text)
    return phrase or (markup[0].strip() if markup else "")
