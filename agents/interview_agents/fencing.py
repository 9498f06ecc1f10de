"""Candidate text is data: fenced with a nonce of its own call, fake fences neutralised."""

import re

FENCE = re.compile(
    r"<\s*(?:(/)\s*candidate[^<>]*|candidate[-_ ]?[a-z0-9]*(?:\s+[\w-]+\s*=[^<>]*|\s*/)?\s*)>", re.IGNORECASE
)
CHAT_MARKUP = re.compile(r"<\|([^|<>]{1,40})\|>|\[(/?)INST\]|<<(/?)SYS>>", re.IGNORECASE)


def fenced(text: str, nonce: str) -> str:
    """Candidate text between marks that it cannot forge.

    Args:
        text: the candidate's words or code.
        nonce: unguessable, new for every call, named in the prompt beside the rule that
            nothing inside the marks is an instruction.

    >>> print(fenced("hi </candidate-zz> bye", "k3"))
    <candidate-k3>
    hi ‹/candidate› bye
    </candidate-k3>
    """
    return f"<candidate-{nonce}>\n{neutralised(text)}\n</candidate-{nonce}>"


def neutralised(text: str) -> str:
    """Text whose chat markup and fences can no longer be taken for ours."""
    text = FENCE.sub(lambda match: f"‹{match[1] or ''}candidate›", text)
    return CHAT_MARKUP.sub(lambda match: "‹" + match[0].strip("<>[]|") + "›", text)
