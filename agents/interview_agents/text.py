"""Reading plain speech: cleaning, words, sentences, cues."""

import re
import unicodedata
from functools import lru_cache

from interview_agents.speech import ASIDE, COURTESY

INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=\S)|\n+")
LEAD = r"(?:(?:and|so|but|also|ok(?:ay)?|well|just|before i \w+|first|quick question|can i ask)[,:]?\s+)*"
BE = r"(?:is|are|was|were)"
MODAL = r"(?:can|could|should|would|will|may)"
VERB = rf"(?:{BE}|am|do|does|did|{MODAL})"
SUBJECT = r"(?:i|we|you|he|she|it|they|there|this|that|the|these|those|a|an|my|our|your|their|its)"
CLAUSE = r"(?:when|where|if|while|after|once|because|so|and|but)"
TOLD = rf"\w*(?:[^\Ws]s|ed)\b(?:(?!\b{CLAUSE}\b).)*\b(?:is|was|matters?)\b"
"""A verb with another after it: ``what counts is recall`` tells and does not ask."""
QUESTION = re.compile(
    rf"^{LEAD}(?:"
    # is this …, do we …, can you …; not: will do, may be
    rf"(?:{BE}|am i|do|does|did|{MODAL})\b(?!\s+(?:be|do|have|not|also)\b)"
    # what is …, when do …, how would …
    rf"|(?:what|who|when|where|how)\s+{VERB}\b|(?:what|how)\s+(?:about|if|come)\b"
    # which one of them: without a noun, "which is why" only goes on
    rf"|which\s+(?:do|does|did|(?:{BE}|{MODAL})\s+(?:i|we|you|he|she|it|they))\b"
    # how many users are …, what data do we …; not: what matters most is …, how the data was …
    rf"|(?:what|which|how)\s+(?!{TOLD})(?:(?!{SUBJECT}\b|{VERB}\b)[\w-]+\s+){{1,5}}{VERB}\b"
    # who uses …, what counts as …; not: what counts is …
    rf"|(?:who|what)\s+(?!{TOLD})\w+(?:s|ed)\b"
    r")",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Text with invisible, direction-changing and control characters removed.

    Applied to everything a candidate hands in, before it is stored: what people
    cannot see must not reach a judge.

    >>> clean("hi" + chr(0x200B) + " there" + chr(0x202E))
    'hi there'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub("", INVISIBLE.sub("", text)).strip()


def folded(text: str) -> str:
    """Lower-case NFKC text with plain apostrophes, for matching and never for display."""
    return unicodedata.normalize("NFKC", text).replace("’", "'").casefold()


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return WORD.findall(folded(text))


def sentences(text: str) -> list[str]:
    """A text's sentences, verbatim, without surrounding white space.

    >>> sentences("First the data. Then, maybe, a model?")
    ['First the data.', 'Then, maybe, a model?']
    """
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]


def substance(text: str) -> list[str]:
    """A text's sentences without asides, verbatim.

    >>> substance("Good point, let me think. I'd log every miss.")
    ["I'd log every miss."]
    """
    return [sentence for sentence in sentences(text) if not ASIDE.search(folded(sentence))]


def without_courtesies(text: str) -> str:
    """A text without its sentences of manners; as it is when nothing else is in it.

    >>> without_courtesies("Thanks, good question. I'd log every miss. Does that help?")
    "I'd log every miss."
    """
    return " ".join(filter(says_something, sentences(text))) or text


def says_something(sentence: str) -> bool:
    """Whether a sentence is more than manners."""
    return not COURTESY.search(folded(sentence))


def asks(sentence: str) -> bool:
    """Whether a sentence asks for something, by its mark or by the order of its words.

    >>> asks("Is this batch or real time?"), asks("I'd ask about latency.")
    (True, False)
    """
    return sentence.rstrip("\"'”’) ").endswith("?") or (
        bool(QUESTION.match(sentence)) and not sentence.endswith(".")
    )


def mentions(text: str, cues: tuple[str, ...]) -> bool:
    """Whether folded text has any of the cues, each at the start of a word.

    >>> mentions("we relabelled", ("label",)), mentions("labels drift", ("label",))
    (False, True)
    """
    return bool(cues) and _any_of(cues).search(text) is not None


@lru_cache(maxsize=20_000)
def _any_of(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_pattern, cues)) + ")")


def _pattern(cue: str) -> str:
    body = re.escape(folded(cue.removesuffix("$"))).replace(r"\ ", r"\s+")
    return body + (r"(?!\w)" if cue.endswith("$") else "")
