"""What a candidate must not read yet, kept from them in code and as it is being said.

Private are the page an interviewer works from, what rubric points ask for before they are
due, what a strong candidate would say, hints not given, hidden tests and reference code.
They are looked for word by word: a run of words that stands in a private text and in
nothing the candidate may know is a leak, and so is a whole short private text (a canary).
Words are compared by their stems, so an ending changed here and there hides nothing.

Failure contract: a leak is noticed before its last word is given out, and nothing but the
first word of a long run has been. A thing said in other words is not noticed: the director
and the prompts are there for that, and what is not in a prompt cannot be talked out of it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from interview_agents.errors import MindError
from interview_agents.text import WORD, folded, words

RUN = 6
"""Words in a row that make a leak. Four would stop ordinary interviewers' English."""
STEM = 6
SHORTEST = 2
"""Words a short private text needs to be a canary."""
Stems = tuple[str, ...]


class LeakError(MindError):
    """A mind told something private twice in a row; what it said was withheld."""


@dataclass(frozen=True)
class Secrets:
    """Runs of words that must not be said, as lines of stems in alphabetical order."""

    runs: tuple[str, ...] = ()
    canaries: tuple[str, ...] = ()
    """Short texts, and tokens that are secret by themselves: not even their first word is said."""
    longest: int = 0
    """Words of the longest of them."""

    @classmethod
    def of(cls, private: Iterable[str], tokens: Iterable[str] = ()) -> "Secrets":
        """Secrets from texts.

        Args:
            private: texts not to be told, whole or in parts.
            tokens: single words not to be told.
        """
        texts = [stems(text) for text in private]
        runs = {" ".join(run) for text in texts for run in _runs(text, RUN)}
        short = [text for text in texts if SHORTEST <= len(text) < RUN] + [stems(token) for token in tokens]
        longest = max([*map(len, short), RUN if runs else 0], default=0)
        return cls(tuple(sorted(runs)), tuple(sorted({" ".join(text) for text in short if text})), longest)

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset((*self.runs, *self.canaries))

    def found(self, text: str, public: Iterable[str] = ()) -> tuple[str, ...]:
        """The runs of words that a text tells and no public text has."""
        said = stems(text)
        lines = (" ".join(run) for n in range(1, self.longest + 1) for run in _runs(said, n))
        told = tuple(line for line in lines if self.has(line))
        known = [f" {' '.join(stems(part))} " for part in public] if told else []
        return tuple(line for line in told if not any(f" {line} " in part for part in known))

    def has(self, line: str) -> bool:
        """Whether a line of stems is one of them."""
        return line in self._lines

    def may_go_on(self, line: str) -> bool:
        """Whether a line of stems, the last perhaps unfinished, may become one of them."""
        whole = " " in line and _next_to(self.runs, line).startswith(line)
        return whole or _next_to(self.canaries, line).startswith(line)


@lru_cache(maxsize=256)
def secrets_of(*private: str) -> Secrets:
    """Secrets from texts; the same texts are read once."""
    return Secrets.of(private)


class Line(NamedTuple):
    """Words in a row by their stems, and where they begin."""

    stems: str
    begins: int


class Listener:
    """Lets a stream of words through as far as it is certain that they tell nothing.

    Args:
        secrets: what must not be said.
        public: gives what the candidate may know; asked only when something looks like a leak.

    >>> listener = Listener([secrets_of("the hidden test has no rows")])
    >>> listener.heard("Take your time. The hid"), listener.heard("den cost?"), listener.rest()
    ('Take your time. ', 'The hidden cost?', '')
    """

    def __init__(self, secrets: Sequence[Secrets], public: Callable[[], Iterable[str]] = tuple) -> None:
        self._secrets = secrets
        self._public = public
        self._text = ""
        self._given = 0
        self._read = 0
        self._open: list[Line] = []
        """What was said last and may yet become a secret, the longest first."""
        self.leaked = False

    def heard(self, piece: str) -> str:
        """What can be given out now that a piece has come; nothing from a leak on."""
        self._text += piece
        unfinished = self._take_words()
        return self._give(self._held_from(unfinished))

    def rest(self) -> str:
        """What is left when nothing more comes."""
        self._text += "\n"
        self._take_words()
        return self._give(len(self._text) - 1)

    def _give(self, until: int) -> str:
        if self.leaked:
            return ""
        start, self._given = self._given, max(self._given, until)
        return self._text[start : self._given]

    def _take_words(self) -> Line | None:
        """Take in the words that are complete; gives the one that may still go on."""
        for match in WORD.finditer(self._text, self._read):
            word = Line(folded(match[0])[:STEM], match.start())
            if self._text[match.end() :] in {"", "'", "’"}:
                self._read = match.start()
                return word
            self._read = match.end()
            self._take(word)
        return None

    def _take(self, word: Line) -> None:
        lines = self._with(word)
        if not self.leaked and any(each.has(line.stems) for each in self._secrets for line in lines):
            heard = self._text[lines[0].begins : self._read]
            self.leaked = any(each.found(heard, self._public()) for each in self._secrets)
        self._open = [line for line in lines if self._may_go_on(f"{line.stems} ")]

    def _held_from(self, unfinished: Line | None) -> int:
        """Where text begins that may yet become a leak."""
        lines = self._open
        if unfinished:
            lines = [line for line in self._with(unfinished) if self._may_go_on(line.stems)]
        return lines[0].begins if lines else len(self._text)

    def _with(self, word: Line) -> list[Line]:
        """What may become a secret with one more word, and that word alone."""
        return [*(Line(f"{line.stems} {word.stems}", line.begins) for line in self._open), word]

    def _may_go_on(self, line: str) -> bool:
        return any(each.may_go_on(line) for each in self._secrets)


def stems(text: str) -> Stems:
    """A text's words, cut to their stems.

    >>> stems("Settles who it's for")
    ('settle', 'who', "it's", 'for')
    """
    return tuple(word[:STEM] for word in words(text))


def _runs(said: Stems, length: int) -> Iterator[Stems]:
    return (said[at : at + length] for at in range(len(said) - length + 1))


def _next_to(lines: Sequence[str], line: str) -> str:
    """The first line that is not before this one."""
    at = bisect_left(lines, line)
    return lines[at] if at < len(lines) else ""
