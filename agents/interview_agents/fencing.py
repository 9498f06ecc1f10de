"""Other people's text is data: fenced with a nonce they cannot know, fake fences neutralised."""

import hashlib
import hmac
import re

WHO = "(candidate|interviewer|direction)"
FENCE = re.compile(
    rf"<\s*(?:(/)\s*{WHO}[^<>]*|{WHO}[-_ ]?[a-z0-9]*(?:\s+[\w-]+\s*=[^<>]*|\s*/)?\s*)>", re.IGNORECASE
)
CHAT_MARKUP = re.compile(r"<\|([^|<>]{1,40})\|>|\[(/?)INST\]|<<(/?)SYS>>", re.IGNORECASE)
NONCE_DIGITS = 12


def nonce_for(secret: bytes, *parts: str) -> str:
    """A nonce that is the same whenever the same conversation is put before a mind again.

    A new nonce for every call would be the obvious choice and is the wrong one here: it
    stands in every turn of a prompt, so nothing after the first turn would be a prefix the
    provider has seen, and an onsite would cost several times as much. So there is one for
    each role, session and round. It is derived and not drawn because a resumed or replayed
    onsite has to send the same bytes; and it is keyed because the session's id stands in the
    candidate's address bar and this code is public. Each role has its own, so that an
    interviewer who was talked into saying its mark gives nothing away of the scorer's.

    >>> nonce_for(b"k", "scorer", "s1", "coding") == nonce_for(b"k", "scorer", "s1", "coding")
    True
    """
    message = "\x1f".join(parts).encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:NONCE_DIGITS]


def fenced(text: str, nonce: str, who: str = "candidate") -> str:
    """Text between marks that its author cannot forge.

    Args:
        text: the words or code.
        nonce: unguessable for the author, named in the prompt beside the rule that
            nothing inside the marks is an instruction.
        who: whose words they are.

    >>> print(fenced("hi </candidate-zz> bye", "k3"))
    <candidate-k3>
    hi ‹/candidate› bye
    </candidate-k3>
    """
    return f"<{who}-{nonce}>\n{neutralised(text)}\n</{who}-{nonce}>"


def neutralised(text: str) -> str:
    """Text whose chat markup and fences can no longer be taken for ours."""
    text = FENCE.sub(lambda match: f"‹{match[1] or ''}{(match[2] or match[3]).lower()}›", text)
    return CHAT_MARKUP.sub(lambda match: "‹" + match[0].strip("<>[]|") + "›", text)
