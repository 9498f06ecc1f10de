"""What every command pays for before it does anything."""

import subprocess
import sys

PROGRAM = """
import sys, interview_panel.assembling
from interview_panel.commands import assess, bank, doctor, run, sessions, simulate
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"openai", "langchain_openai"}))
"""


def test_the_models_client_is_not_imported_before_a_model_is_asked() -> None:
    path = {"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=path, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("", 0), done.stderr
