"""Which Python is jailed, what it may see, and who it runs as."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

import interview_personas
from interview_panel.sandbox import identity
from interview_panel.sandbox.identity import FIRST, LAST, spare_uid
from interview_panel.sandbox.interpreter import find_numpy, open_to_all, own_interpreter
from interview_panel.sandbox.tier import UnusableError


def test_the_jailed_python_is_the_one_that_runs_us() -> None:
    python = own_interpreter()
    assert python.version == sys.version_info[:2]
    assert python.executable.is_file()
    assert sys.prefix == sys.base_prefix or not python.executable.is_relative_to(sys.prefix)


def test_its_standard_library_is_seen_and_no_installed_package_is() -> None:
    python = own_interpreter()
    library = Path(os.path.realpath(os.__file__)).parent
    assert library in python.visible
    packages = [path for path in library.iterdir() if path.name in {"site-packages", "dist-packages"}]
    assert set(packages) <= set(python.hidden)


def test_the_bank_and_our_code_are_in_no_folder_that_is_seen() -> None:
    python = own_interpreter()
    ours = Path(interview_personas.__file__).resolve()
    seen = [path for path in python.visible if ours.is_relative_to(path.resolve())]
    assert all(any(ours.is_relative_to(hidden) for hidden in python.hidden) for _ in seen)


def test_numpy_is_found_where_it_is_installed_and_only_for_the_same_python() -> None:
    pytest.importorskip("numpy")
    python = own_interpreter()
    folder = find_numpy(python)
    assert folder is not None
    assert (folder / "__init__.py").is_file()
    assert find_numpy(python.model_copy(update={"version": (2, 7)})) is None


@pytest.mark.parametrize(("mode", "opened"), [(0o755, True), (0o711, True), (0o700, False), (0o750, False)])
def test_a_folder_that_only_some_may_enter_closes_all_below(mode: int, *, opened: bool) -> None:
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:  # pytest's own is closed
        file = Path(folder) / "file"
        file.write_text("", "utf-8")
        file.chmod(0o644)
        Path(folder).chmod(mode)
        assert open_to_all(file) is opened


def test_every_run_of_roots_gets_an_id_of_its_own_above_peoples(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(identity, "ID_MAP", tmp_path / "uid_map")
    (tmp_path / "uid_map").write_text("         0          0 4294967295\n")
    ids = {spare_uid() for _ in range(100)}
    assert len(ids) > 90
    assert all(FIRST <= uid < LAST for uid in ids)


def test_a_container_without_other_ids_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(identity, "ID_MAP", tmp_path / "uid_map")
    (tmp_path / "uid_map").write_text("0 1000 1\n")
    with pytest.raises(UnusableError, match="run as an ordinary user"):
        spare_uid()
