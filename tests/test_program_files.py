"""Links, arguments, the one window's lock, the diagnosis package, the registry: all that surrounds the program."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import traceback
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.database import drafts
from app.database.log_file import keep_log
from app.database.place import Server
from app.database.settings import LAST_FILE, NAME, RECENT_FILES, Personal, Setting, personal_folder
from app.masters.order import Order
from app.program import association, diagnosis, link, running
from app.program.arguments import asked_for

ROOT = Path(__file__).resolve().parents[1]


# --- links ---


@pytest.mark.parametrize(("text", "expected"), [
    ("公司.gendan", "{here}/公司.gendan"),
    ("# remark\r\n\r\n  \"资料\\公司.gendan\"  \r\n", "{here}/资料/公司.gendan"),
    ("\\\\server\\gendan\\公司.gendan", "\\\\server\\gendan\\公司.gendan"),
    ("D:\\跟单\\公司.gendan", "D:\\跟单\\公司.gendan"),
    ("../公司.gendan", "{here}/../公司.gendan"),
])
def test_a_link_leads_to_its_file(tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / "跟单.gendan-link"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        file.write_bytes(text.encode(encoding))
        assert str(link.target(file)) == str(Path(expected.format(here=tmp_path)))


def test_a_link_may_name_a_server(tmp_path: Path) -> None:
    file = tmp_path / "a.gendan-link"
    link.write(file, Server("postgresql://wang:secret@db.local/gendan"))
    assert "secret" not in file.read_text(encoding="utf-8")
    assert str(link.target(file)) == "postgresql://wang@db.local/gendan"


def test_a_link_beside_its_file_moves_with_it(tmp_path: Path) -> None:
    link.write(tmp_path / "a.gendan-link", tmp_path / "公司.gendan")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (tmp_path / "a.gendan-link").replace(moved / "a.gendan-link")
    assert link.target(moved / "a.gendan-link") == moved / "公司.gendan"


def test_a_company_file_is_no_link_and_a_small_text_named_like_one_is(company: Path, tmp_path: Path) -> None:
    assert not link.is_link(company)
    small = tmp_path / "small.gendan"
    small.write_text("\\\\server\\share\\公司.gendan", encoding="utf-8")
    assert link.is_link(small)
    assert not link.is_link(tmp_path / "missing.gendan") and not link.is_link(tmp_path / "a.xlsx")


@settings(max_examples=80)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda t: t.encode("utf-8", "replace"))))
def test_no_link_breaks_the_program(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.gendan-link"
        file.write_bytes(data)
        try:
            assert str(link.target(file))
        except link.BrokenLink as error:
            assert "a.gendan-link" in str(error)


def test_a_link_to_a_link_or_to_nothing_is_refused(tmp_path: Path) -> None:
    for text in ("", "# only a remark\n", "other.gendan-link", "x" * (link.LONGEST + 1)):
        (tmp_path / "a.gendan-link").write_text(text)
        with pytest.raises(link.BrokenLink):
            link.target(tmp_path / "a.gendan-link")
    with pytest.raises(link.BrokenLink):
        link.target(tmp_path / "missing.gendan-link")


# --- arguments ---


def test_what_was_dropped_on_the_program_is_sorted(tmp_path: Path) -> None:
    names = [str(tmp_path / n) for n in ("日报.XLSX", "a.gendan", "旧.xls", "b.csv")]
    asked = asked_for(["--anything", *names, ""])
    assert asked.file == names[1] and asked.workbooks == (names[0], names[2], names[3])
    assert asked_for(["postgresql://server/db"]).file == "postgresql://server/db"
    assert asked_for([]).file == "" and asked_for([names[0]]).file == ""


# --- one window ---

HOLD = """
import sys
from app.program import running
claim = running.claim(sys.argv[1])
print("held" if claim else "taken", claim.broken_off if claim else "", flush=True)
if sys.argv[2] == "wait":
    sys.stdin.readline()
if sys.argv[2] != "die":
    claim and claim.release()
"""


def other(place: Path, way: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", HOLD, str(place), way], text=True, stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})


def test_one_process_holds_a_file_and_hears_the_next(tmp_path: Path) -> None:
    mine = running.claim(str(tmp_path / "公司.gendan"))
    assert mine is not None and not mine.broken_off
    second = other(tmp_path / "x" / ".." / "公司.gendan", "end")
    assert second.communicate(timeout=60)[0].strip() == "taken"
    assert other(tmp_path / "别的.gendan", "end").communicate(timeout=60)[0].split()[0] == "held"
    note = running.ask(str(tmp_path / "公司.gendan"), ["日报.xlsx"])
    assert note is not None and note.exists()
    assert mine.asked() == [["日报.xlsx"]] and not note.exists() and mine.asked() == []
    mine.release()
    assert other(tmp_path / "公司.gendan", "end").communicate(timeout=60)[0].split() == ["held", "False"]


def test_a_run_that_died_is_known_by_the_next(tmp_path: Path) -> None:
    died = other(tmp_path / "a.gendan", "die")
    assert died.communicate(timeout=60)[0].split() == ["held", "False"]
    mine = running.claim(str(tmp_path / "a.gendan"))
    assert mine is not None and mine.broken_off
    mine.release()
    again = running.claim(str(tmp_path / "a.gendan"))
    assert again is not None and not again.broken_off
    again.release()


def test_where_no_lock_can_be_kept_every_start_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("GENDAN_HOME", str(tmp_path / "file"))
    claim = running.claim("a")
    assert claim is not None
    assert running.ask("a") is None
    claim.release()


# --- diagnosis ---


def packed(target: Path) -> dict[str, str]:
    with zipfile.ZipFile(target) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def test_the_package_tells_nothing_of_the_company(demo_company: Path, tmp_path: Path) -> None:
    from app.masters.company import Company, Person
    from app.masters.product import Product

    words = {str(v) for model, field in ((Order, "number"), (Company, "name"), (Person, "name"), (Product, "code"))
             for v in (getattr(row, field) for row in model.select()) if v and len(str(v)) > 1}
    assert len(words) > 50
    personal = Personal()
    personal.set(NAME, "王小姐")
    personal.set(LAST_FILE, str(demo_company))
    personal.set(RECENT_FILES, [str(demo_company), "\\\\server\\跟单\\a.gendan", "postgresql://wang@db/x"])
    personal.set(Setting("mail_user", "", ""), "wang@factory.example")
    personal.set(Setting("secret", "", ""), "hunter2")
    drafts.keep(drafts.Draft("k", str(demo_company), "orders", None, "新订单", drafts.datetime.now(drafts.UTC), {}))
    (personal_folder() / "log").mkdir()
    lines = "".join(f"2026-11-23 09:00:00,000 WARNING app.exchange.importing: row {w}: “{w}” at {demo_company}\n"
                    for w in sorted(words))
    (personal_folder() / "log" / "gendan.log").write_text(lines, encoding="utf-8")
    (personal_folder() / "log" / "private.txt").write_text("王小姐", encoding="utf-8")
    try:
        raise ValueError("order ZB2610-155 of 臻宝 in " + str(demo_company))
    except ValueError:
        trouble = traceback.format_exc()
    names = diagnosis.make(tmp_path / "诊断.zip", trouble, drafts=1)
    found = packed(tmp_path / "诊断.zip")
    assert sorted(found) == sorted(names) == [
        "log/gendan.log", "settings.json", "state.json", "trouble.txt", "versions.json"]
    secret = words | {"王小姐", "wang", "factory.example", "hunter2", "server", str(demo_company), demo_company.stem,
                      "新订单", "ZB2610-155", "臻宝"}
    told = "\n".join(text for name, text in found.items() if name != "versions.json")
    told = re.sub(r"\d{4}-\d\d-\d\dT\d\d:", "", told)  # an hour reads like a short item number
    kinds = {"server"}  # the settings say what sort of place a path names
    assert not [word for word in secret - kinds if word in told]
    assert "ValueError" in found["trouble.txt"] and "test_program_files.py" in found["trouble.txt"]
    assert json.loads(found["settings.json"])["recent_files"][1:] == ["share", "server"]
    assert json.loads(found["settings.json"])["mail_user"] == "str, set"
    assert "app.exchange.importing: row ▒" in found["log/gendan.log"]
    assert json.loads(found["versions.json"])["gendan"]


@settings(max_examples=200)
@given(st.text(min_size=2, max_size=30).filter(lambda t: any(c.isdigit() or ord(c) > 0x3000 for c in t)))
def test_no_word_with_a_digit_or_a_character_gets_through(word: str) -> None:
    line = diagnosis.masked_line(f"2026-11-23 09:00:00,000 ERROR app.rules.checks: {word}")
    rest = line.partition("app.rules.checks: ")[2]
    assert not any(char.isdigit() or ord(char) > 0x3000 for char in rest)
    assert not any(char.isdigit() or ord(char) > 0x3000 for char in diagnosis.mask(word))


def test_what_a_developer_needs_gets_through() -> None:
    line = '  File "C:\\Users\\王小姐\\AppData\\Local\\Gendan\\program\\0.1.0-aa\\_internal\\ui\\page.py", line 12, in go'
    assert diagnosis.masked_line(line) == '  File "ui/page.py", line 12, in go'
    assert diagnosis.masked_line("sqlite3.OperationalError: database is locked").endswith("database is locked")
    assert diagnosis.masked_line("KeyError: 'ZB2610-155'") == "KeyError: ▒"
    assert diagnosis.masked_line('  File "<frozen ui.work>", line 5, in run').startswith('  File "▒", line 5')


def test_a_package_is_made_without_log_and_settings(tmp_path: Path) -> None:
    (personal_folder() / "settings.json").write_text("broken", encoding="utf-8")
    assert diagnosis.make(tmp_path / "a.zip") == ["versions.json", "settings.json", "state.json"]


def test_the_log_that_is_kept_goes_in(tmp_path: Path) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    for handler in before:
        root.removeHandler(handler)
    try:
        keep_log(personal_folder() / "log")
        logging.getLogger("app.database.drafts").warning("a draft could not be kept: %s", "D:\\跟单")
        for handler in root.handlers:
            handler.close()
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    diagnosis.make(tmp_path / "a.zip")
    assert packed(tmp_path / "a.zip")["log/gendan.log"].rstrip().endswith("a ▒ could not be kept: ▒")


# --- the registry ---


def test_what_is_written_into_the_registry() -> None:
    entries = association.entries("C:\\程序 一\\gendan.exe")
    assert ("Software\\Classes\\.gendan", "", association.KIND) in entries
    assert ("Software\\Classes\\.gendan-link", "", association.KIND) in entries
    commands = [text for key, _name, text in entries if key.endswith("command")]
    assert commands == ['"C:\\程序 一\\gendan.exe" "%1"']
    assert association.can_register() == (sys.platform == "win32")
    if sys.platform != "win32":
        assert association.registered() == "" and not association.keep_up("x")
