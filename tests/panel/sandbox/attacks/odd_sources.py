"""Sources that no text file should hold: broken ones, and ones as long as code may be."""

from tests.panel.sandbox.attacks.programs import Program
from tests.panel.sandbox.attacks.tasks import LIMITS, UPPER

ROOM = LIMITS.code_kb * 1024 - len(UPPER) - 100


def _odd(name: str, tries: str, body: str, success: str = "the run ends without a word about it") -> Program:
    return Program(name=name, says={"tries": tries, "success": success}, body=body, bare=True)


def _long(name: str, tries: str, start: str, again: str, end: str = "\n") -> Program:
    """Code of the largest size that is run, full of one thing."""
    body = f"{UPPER}{start}{again * ((ROOM - len(start) - len(end)) // len(again))}{end}"
    return _odd(name, tries, body, "this process works on it for long, or grows by it")


ODD_SOURCES = [
    _odd("source_with_zero_bytes", "hold characters that end a text in C", UPPER + "x = '\0'\n"),
    _odd("source_with_half_characters", "hold halves of characters", UPPER + "x = '\ud800'\n"),
    _odd("source_of_many_megabytes", "be longer than anybody types", UPPER + "# comment\n" * 2_000_000),
    _odd("source_of_20000_lines", "have as many lines as a small product", UPPER + "#\n" * 20_000),
    _odd("source_of_brackets", "break the parser by depth", "(" * 40_000),
    _odd(
        "source_of_deep_blocks",
        "break the parser by indentation",
        "".join(f"{' ' * n}if 1:\n" for n in range(150)),
    ),
    _odd("source_in_another_alphabet", "be encoded twice", "# -*- coding: rot13 -*-\n" + UPPER),
    _odd("source_with_a_byte_order_mark", "begin with a mark", "\ufeff" + UPPER),
    _odd("source_that_is_empty", "say nothing", ""),
    _odd("source_of_blanks", "say nothing at length", " \t\f\n" * 10_000),
    _odd(
        "source_that_turns_around",
        "read otherwise than it looks",
        f"{UPPER}# \u202e}}\u2066 x\u2069\nx = '\u2028\x85'\n",
    ),
    _odd("source_with_carriage_returns", "end its lines in the old way", UPPER.replace("\n", "\r")),
    _odd(
        "source_that_grows_when_compiled",
        "have the compiler multiply",
        f"{UPPER}x = 'a' * 10**9 * 100\ny = 1 << 10**11\n",
        "this process works on it for long, or grows by it",
    ),
    _long("source_of_one_long_line", "hold one endless sum", "x = 1", "+1"),
    _long("source_of_one_long_import", "name a module in thousands of modules", "if 0:\n import a", ".a"),
    _long(
        "source_of_long_names", "use a long name often", f"if 0:\n import {'a.' * 12_000}a as b\n", " b.x\n"
    ),
    _long("source_of_growing_names", "make every name of the one before", "import os as b\n", "b=b.b\n"),
    _long("source_of_targets", "give one value thousands of names", "x=", "a=", "1\n"),
    _long("source_of_calls", "call what was called", "if 0:\n x", "()"),
    _long("source_of_getattr", "look up a name in a name", "import os\n", "x=getattr(os,'a'+'b'+'c');"),
    _long(
        "source_of_texts_to_run", "hold code in texts in code", "if 0:\n", " exec('exec(\"import os\")')\n"
    ),
]
