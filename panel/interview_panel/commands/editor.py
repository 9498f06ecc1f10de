"""The editor of whoever types: ``$VISUAL``, ``$EDITOR``, or what every machine has."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from interview_panel.errors import PanelError


def edited(text: str, name: str = "solution.py") -> str:
    """The text as it stands when the editor is left; it is opened with what there is so far.

    Args:
        text: what there is.
        name: the file's name, by which an editor knows what is written.

    Raises:
        PanelError: the editor cannot be started, or says that it failed.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="interview-panel-") as folder:
        file = Path(folder) / name
        file.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(file)], check=True)  # noqa: S603 - the user's own editor
            return file.read_text(encoding="utf-8")
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            raise PanelError(
                f"the editor {editor!r} did not work ({type(error).__name__}): set EDITOR"
            ) from error
