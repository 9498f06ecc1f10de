"""A jailed process seen from outside, while it comes and goes."""

import subprocess
import time

from interview_panel.sandbox.processes import kill_below, peak_mb

WATCHED_S = 1.0


def test_processes_that_end_while_they_are_looked_at_are_no_error() -> None:
    with subprocess.Popen(["/bin/sh", "-c", "while :; do (/bin/true) & (/bin/true); done"]) as busy:
        try:
            until = time.monotonic() + WATCHED_S
            peaks = []
            while time.monotonic() < until:
                peaks.append(peak_mb(busy.pid))
        finally:
            busy.kill()
    assert min(peaks) > 0


def test_a_process_that_is_gone_has_no_size_and_nothing_to_kill() -> None:
    with subprocess.Popen(["/bin/true"]) as gone:
        gone.wait()
    assert peak_mb(gone.pid) == 0
    assert not kill_below(gone.pid)
