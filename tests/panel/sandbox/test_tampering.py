"""Tricks that are found in code, and code that is not accused of any."""

import pytest

from interview_panel.sandbox.tampering import find_tampering, tricks
from interview_personas import CodingTask, load_bank

TASKS = [question.coding for question in load_bank().questions.values() if question.coding]

FOUND = {
    "import os\nos._exit(0)": "process_exit",
    "import os as o\no._exit(0)": "process_exit",
    "from os import _exit as bye\nbye(0)": "process_exit",
    "__import__('os')._exit(0)": "process_exit",
    "import importlib\nimportlib.import_module('os')._exit(0)": "process_exit",
    "import os\ngetattr(os, '_ex' + 'it')(0)": "process_exit",
    "import os\nvars(os)['_exit'](0)": "process_exit",
    "import os\nos.__dict__['_exit'](0)": "process_exit",
    "o = __import__('os')\no._exit(0)": "process_exit",
    "import os\nleave = os._exit\nleave(0)": "process_exit",
    "exec('import os; os._exit(0)')": "process_exit",
    "import os\nos.kill(os.getpid(), 9)": "process_exit",
    "import atexit\natexit.register(print)": "exit_hook",
    "import sys\nsys.excepthook = print": "exit_hook",
    "import sys\nsys._getframe(1)": "frames",
    "import inspect\ninspect.stack()": "frames",
    "try:\n    1 / 0\nexcept Exception as e:\n    e.__traceback__.tb_frame.f_back": "frames",
    "getattr(g, 'gi_frame')": "frames",
    "import gc\ngc.get_objects()": "object_search",
    "().__class__.__base__.__subclasses__()": "object_search",
    "print.__self__.f.__globals__": "object_search",
    "import sys\nsys.settrace(print)": "tracing",
    "import threading\nthreading.setprofile(print)": "tracing",
    "import ctypes": "native_code",
    "from ctypes import CDLL": "native_code",
    "import sys\nsys.modules['json'] = None": "import_system",
    "import sys\ndel sys.modules['json']": "import_system",
    "import __main__": "main_module",
    "import builtins\nbuiltins.print = None": "builtins",
    "import builtins\nsetattr(builtins, 'print', None)": "builtins",
    "__builtins__['print'] = None": "builtins",
    "import json\njson.dumps = str": "builtins",
    "import os\nos.dup2(1, 2)": "descriptors",
    "import os\nos.closerange(0, 99)": "descriptors",
    "import subprocess": "programs",
    "import os\nos.system('true')": "programs",
    "import socket": "network",
    "from urllib.request import urlopen": "network",
    "import os\nos.listdir('/')": "machine",
    "open('/etc/passwd')": "outside_files",
    "class Any:\n    def __eq__(self, other):\n        return True": "wildcard_answer",
}
HONEST = [
    "from collections import *\nfrom heapq import heappush",
    "import functools\n@functools.lru_cache(None)\ndef f(n): ...",
    "import sys\nsys.setrecursionlimit(10 ** 6)\nprint(sys.maxsize, file=sys.stderr)",
    "import sys\ninput = sys.stdin.readline\nsys.stdin = open('input.txt')",
    "import sys, io\nold = sys.stdout\nsys.stdout = io.StringIO()\nsys.stdout = sys.__stdout__",
    "import os\nos.environ['OMP_NUM_THREADS'] = '1'\nos.environ.get('LOCAL')\nos.path.join('a', 'b')",
    "import os, io\nclass Fast(io.IOBase):\n    def flush(self):\n        os.write(self._fd, self.buffer)",
    "import resource, threading\nresource.setrlimit(3, (1, 1))\nthreading.stack_size(1 << 26)",
    "def f(requests, socket, ctypes, os):\n    requests.append(socket)\n    return os._exit",
    "import re\nre.compile('/usr')\nre.compile(r'\\d+')",
    "x = '\\d'",
    "class Point:\n    def __eq__(self, other):\n        return (self.x, self.y) == (other.x, other.y)",
    "import random, time\nrandom.seed(time.time())",
    "import copy, pickle, json\njson.dumps(copy.deepcopy({}))\nvars(copy)\ngetattr(copy, 'copy')",
    "if __name__ == '__main__':\n    import sys\n    sys.exit(0)",
    "eval('1 + 1')\nexec('x = 1')",
    "def broken(:",
    "",
]
HEAVY = [
    "a" + ".b" * 20_000,
    "f(1, 2)" + "(1, 2)" * 900,
    "f" + ".a(1, 2)" * 900,
    "-" * 60_000 + "1",
    "(" * 60_000,
    "+".join("1" * 20_000),
    "getattr(x, " * 150 + "'a'" + ")" * 150,
    "import re as o\n" + "o = o.b\n" * 7_000,
    "import " + ".".join("a" * 30_000),
    "import re\ngetattr(re, '" + "a." * 30_000 + "')",
    "import re\n" + "re.a;" * 12_000,
    "import re as a\n" + "a = getattr(a, 'b') + getattr(a, 'c')\n" * 1_500,
]


@pytest.mark.parametrize(("code", "trick"), FOUND.items(), ids=lambda text: text[:40])
def test_a_trick_is_found(code: str, trick: str) -> None:
    assert trick in find_tampering(code)


@pytest.mark.parametrize("code", HONEST, ids=lambda text: text[:40])
def test_honest_code_is_not_accused(code: str) -> None:
    assert find_tampering(code) == frozenset()


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.entry)
def test_no_reference_of_the_bank_is_accused(task: CodingTask) -> None:
    assert find_tampering(task.reference) | find_tampering(task.starter) == frozenset()


@pytest.mark.parametrize("code", HEAVY, ids=lambda text: text[:20])
def test_code_made_to_keep_the_reader_busy_is_read_all_the_same(code: str) -> None:
    assert find_tampering(code) == frozenset()


def test_every_trick_says_what_it_does() -> None:
    assert all(trick.what for trick in tricks().values())


def test_no_entry_belongs_to_two_tricks() -> None:
    rows = list(tricks().values())
    for kind in ("names", "attributes", "assigned"):
        entries = [entry for row in rows for entry in getattr(row, kind)]
        assert len(entries) == len(set(entries))
