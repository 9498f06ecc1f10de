"""A bank of one's own: added to ours or alone, and every fault said at once."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_personas import Bank, BankError, load_bank

Folder = Callable[[dict[str, str]], Path]
ROLE = '[[roles]]\nid = "{id}"\ntitle = "{title}"\nabout = "x"\n'
EXTENDS = "extends = true\n"


def faults_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(BankError) as caught:
        load_bank(path)
    return caught.value.faults


def test_a_bank_that_extends_ours_adds_to_it(folder: Folder, bank: Bank) -> None:
    own = load_bank(folder({"bank.toml": EXTENDS, "r.toml": ROLE.format(id="robotics", title="Robots")}))
    assert own.roles["robotics"].title == "Robots"
    assert own.roles.keys() - {"robotics"} == bank.roles.keys()
    assert own.questions == bank.questions


def test_an_entry_with_an_id_of_ours_replaces_it(folder: Folder, bank: Bank) -> None:
    own = load_bank(folder({"bank.toml": EXTENDS, "r.toml": ROLE.format(id="ml_engineer", title="Other")}))
    assert own.roles["ml_engineer"].title == "Other"
    assert bank.roles["ml_engineer"].title != "Other"
    assert own.roles.keys() == bank.roles.keys()


def test_a_copy_of_the_shipped_files_stands_alone(copy_of_shipped: Path, bank: Bank) -> None:
    assert load_bank(copy_of_shipped) == bank


def test_a_bank_that_does_not_extend_ours_has_to_bring_every_table(folder: Folder) -> None:
    faults = faults_of(folder({"r.toml": ROLE.format(id="robotics", title="Robots")}))
    for table in ("people", "questions", "rubrics", "red_flags", "loop", "study_plan", "scoring"):
        assert f"bank: {table}: there is none: add a file with [{table}]" in faults
    assert not any(fault.startswith("bank: roles") for fault in faults)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "nowhere")
    assert "nowhere: bank: there is no such folder" in fault


def test_every_fault_of_every_file_is_reported_together(folder: Folder) -> None:
    root = folder(
        {
            "bank.toml": EXTENDS,
            "a_broken.toml": "[[roles]\n",
            "c_unknown.toml": "[[rolls]]\nid = 'x'\n",
            "d_fields.toml": '[[roles]]\nid = "r"\ntitel = "x"\nabout = "x"\n',
            "e_single.toml": '[roles]\nid = "r"\n',
            "f_twice.toml": ROLE.format(id="q", title="Q") * 2,
            "g_value.toml": "[scoring]\nhire = 9\n",
        }
    )
    (root / "b_latin.toml").write_bytes("[[roles]]\nid = 'caf\xe9'\n".encode("latin-1"))
    faults = faults_of(root)
    for expected in (
        r"a_broken\.toml: file: not readable as TOML: .*line 1.*",
        r"b_latin\.toml: file: not readable as TOML: .*utf-8.*",
        r"c_unknown\.toml: rolls: not a table of a bank: use one of people, .*scoring",
        r"d_fields\.toml: r: title: .*: add it",
        r"d_fields\.toml: r: titel: .*: remove it, or correct its spelling",
        r"e_single\.toml: roles: one table: write \[\[roles\]\] with two brackets",
        r"f_twice\.toml: q: stands in f_twice\.toml already: give it its own id",
        r"g_value\.toml: scoring: hire: .*less than or equal to 4: correct the value",
    ):
        assert any(re.fullmatch(expected, fault) for fault in faults), expected


def test_each_fault_says_file_id_what_and_what_to_do(folder: Folder) -> None:
    faults = faults_of(folder({"bank.toml": EXTENDS, "a.toml": "[[roles]\n", "b.toml": "[x]\n[[roles]]\n"}))
    assert len(faults) >= 3
    assert all(re.fullmatch(r"[\w.]+: [\w\[\]]+: [^:]+: .+", fault) for fault in faults)


def test_an_entry_that_is_not_a_table_is_a_fault_and_no_crash(folder: Folder) -> None:
    (fault,) = faults_of(folder({"a.toml": 'extends = true\nquestions = ["Q01"]\n'}))
    assert fault.startswith("a.toml: questions[0]:")


def test_a_table_that_stands_once_may_not_stand_in_two_files(copy_of_shipped: Path) -> None:
    scoring = (copy_of_shipped / "loop" / "scoring.toml").read_text("utf-8")
    (copy_of_shipped / "loop" / "z_again.toml").write_text(scoring.replace("3.4", "3.5"), "utf-8")
    assert any("scoring" in fault for fault in faults_of(copy_of_shipped))


class TestTheHash:
    def test_stays_the_same_for_the_same_files(self, copy_of_shipped: Path, bank: Bank) -> None:
        assert re.fullmatch(r"[0-9a-f]{64}", bank.sha256)
        assert load_bank(copy_of_shipped).sha256 == bank.sha256

    def test_changes_with_one_character(self, copy_of_shipped: Path, bank: Bank) -> None:
        path = copy_of_shipped / "loop" / "scoring.toml"
        path.write_text(path.read_text("utf-8").replace("strong_hire = 3.4", "strong_hire = 3.5"), "utf-8")
        assert load_bank(copy_of_shipped).sha256 != bank.sha256

    def test_changes_with_a_files_name(self, copy_of_shipped: Path, bank: Bank) -> None:
        path = copy_of_shipped / "loop" / "scoring.toml"
        path.rename(path.with_name("thresholds.toml"))
        assert load_bank(copy_of_shipped).sha256 != bank.sha256


def test_every_shipped_file_is_utf8_toml_with_known_tables_only(copy_of_shipped: Path) -> None:
    paths = sorted(copy_of_shipped.rglob("*.toml"))
    assert len(paths) > 100
    assert all(tomllib.loads(path.read_text("utf-8")) for path in paths)
