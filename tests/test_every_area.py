"""Every sheet of every area is asked the same questions; a new area inherits them by being in the catalogue."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.areas import catalogue, demo, papers
from app.areas.kept_beside import KEPT_BESIDE
from app.command.__main__ import main
from app.database import query
from app.database.change import Who, problems_of, write
from app.database.query import Ask
from app.database.record import Record, content_fields, database, every_record
from app.domain.fieldkinds import NUMBERS
from app.domain.later import ASKED
from app.domain.problem import Refused
from app.domain.show import show
from app.domain.text import N_, _, translations
from app.rules.cells import RowEdit, apply_edits, editable_field
from tests.conftest import TODAY
from ui.page_parts import EmptyPage

SHEETS = catalogue.sheets()
ME = Who("王小姐", "PC-1")


@pytest.fixture(params=list(SHEETS))
def sheet(request: pytest.FixtureRequest) -> Any:
    return SHEETS[request.param]


def test_what_is_loaded_later_is_there() -> None:
    assert len(ASKED) > 50
    assert not [f"{module}.{name}" for module, name in ASKED
                if not callable(getattr(import_module(module), name, None))]


def test_labels_are_translated(sheet: Any) -> None:
    chinese = translations("zh_CN")
    labels = [sheet.title, sheet.empty, *(c.title for c in sheet.columns), *(g.title for g in sheet.form),
              *(f.label for g in sheet.form for f in g.fields), *(ln.title for ln in sheet.lines),
              *(a.title for a in sheet.actions), *(v.title for v in sheet.views), *(p.title for p in sheet.prints)]
    for field in (f for g in sheet.form for f in g.fields):
        labels += getattr(field, "labels", {}).values()
    assert not [label for label in labels if label not in chinese and not label.isdecimal()]


def test_columns_have_keys_of_their_own(sheet: Any) -> None:
    keys = [c.key for c in sheet.columns]
    assert len(keys) == len(set(keys))


def test_what_must_be_filled_can_be_filled(sheet: Any) -> None:
    in_form = {f.name for g in sheet.form for f in g.fields}
    missing = [f.name for f in content_fields(sheet.model)
               if f.required and f.default is None and f.name not in in_form and not sheet.locked]
    assert not missing


def test_an_empty_sheet_reads_in_one_query(company: Path, sheet: Any) -> None:
    for read in (lambda: query.numbers(Ask(sheet, TODAY)), lambda: query.first_rows(Ask(sheet, TODAY), 100)):
        assert count_queries(read) == 1


def test_a_full_sheet_reads_in_one_query(demo_company: Path, sheet: Any) -> None:
    assert count_queries(lambda: query.first_rows(Ask(sheet, TODAY), 100)) == 1


def test_the_demo_company_has_records(demo_company: Path, sheet: Any) -> None:
    if sheet.key == "versions":
        pytest.skip("versions are kept by users only")
    assert query.count(Ask(sheet, TODAY)) > 0


def test_every_column_sorts_and_filters(demo_company: Path, sheet: Any) -> None:
    whole = query.count(Ask(sheet, TODAY))
    for column in sheet.columns:
        assert len(query.numbers(Ask(sheet, TODAY, sort=((column.key, True),)))) == whole
        empty = query.count(Ask(sheet, TODAY, filters=(query.Filter(column.key, query.EMPTY),)))
        filled = query.count(Ask(sheet, TODAY, filters=(query.Filter(column.key, query.FILLED),)))
        assert empty + filled == whole, column.key
        values = query.distinct(Ask(sheet, TODAY), column.key)
        if values and values[-1] is not None:
            only = Ask(sheet, TODAY, filters=(query.Filter(column.key, query.IS, (values[-1],)),))
            assert 0 < query.count(only) <= whole


def test_views_are_parts_of_the_sheet(demo_company: Path, sheet: Any) -> None:
    for view in sheet.views:
        assert query.count(Ask(sheet, TODAY, view=view)) <= query.count(Ask(sheet, TODAY))


def test_demo_records_are_right(demo_company: Path, sheet: Any) -> None:
    for record in sheet.model.select().where(sheet.model.deleted == 0).limit(60):
        assert not [p for p in problems_of(record) if p.blocks], str(record)


def test_a_typed_record_survives_saving(demo_company: Path, sheet: Any) -> None:
    """What the table shows of a record can be typed back without changing anything."""
    rows = query.first_rows(Ask(sheet, TODAY), 1)
    if not rows or sheet.locked is not None:
        pytest.skip("nothing to type back")
    row = rows[0]
    texts = {c.key: _typed(v, c) for c, v in zip(sheet.columns, row.cells, strict=True)
             if editable_field(sheet, c.key) is not None}
    edit = RowEdit(row.id, row.version, texts)
    outcome = write("Type back", ME, lambda change: apply_edits(change, sheet, [edit], TODAY))
    assert outcome.entry == 0
    assert query.window(Ask(sheet, TODAY), [row.id])[0] == row


def test_its_list_prints_with_its_words(demo_company: Path, sheet: Any) -> None:
    rows = query.first_rows(Ask(sheet, TODAY), 1)
    made = papers.pages(sheet.key, "王小姐", today=TODAY)
    assert made
    if rows and sheet.key != "schedule":
        words = _words(made)
        value = next((v for v, c in zip(rows[0].cells, sheet.columns, strict=True) if isinstance(v, str)
                      and c.kind in ("text", "code")), None)
        assert value is None or value[:6] in words


def test_it_exports_and_says_what_stands_in_it(demo_company: Path, sheet: Any, tmp_path: Path) -> None:
    import openpyxl

    out = tmp_path / "out.xlsx"
    papers.write_export(out, papers.worksheets(sheet.key, TODAY, Ask(sheet, TODAY)))
    book = openpyxl.load_workbook(out)
    cells = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(cells) == query.count(Ask(sheet, TODAY)) + 1


def test_deleting_and_undoing_leaves_all_as_it_was(demo_company: Path, sheet: Any) -> None:
    from app.database.undo import undo

    record = sheet.model.select().where(sheet.model.deleted == 0).first()
    if record is None:
        pytest.skip("nothing to delete")
    before = query.window(Ask(sheet, TODAY), [record.id])[0].cells
    outcome = write("Delete", ME, lambda change: change.delete(sheet.model.get_by_id(record.id)))
    assert record.id not in query.numbers(Ask(sheet, TODAY))
    undo(outcome.entry, ME)
    assert record.id in query.numbers(Ask(sheet, TODAY))
    assert query.window(Ask(sheet, TODAY), [record.id])[0].cells == before


def test_records_are_found_by_name(demo_company: Path, sheet: Any) -> None:
    from app.database.search import find

    record = sheet.model.select().where(sheet.model.deleted == 0).first()
    if record is None or not str(record).strip():
        pytest.skip("nothing to find")
    word = str(record).split()[0]
    hits = find(word, 5000, (sheet.model._meta.table_name,))
    assert record.id in {h.record for h in hits}


def test_every_print_of_a_form_can_be_drawn(demo_company: Path) -> None:
    for sheet in SHEETS.values():
        for form in sheet.prints:
            record = sheet.model.select().where(sheet.model.deleted == 0).first()
            assert str(record).split()[0] in _words(papers.pages(form.key, "王小姐", records=[str(record.id)]))


def test_every_print_is_a_workbook_too(demo_company: Path, tmp_path: Path) -> None:
    import openpyxl

    from app.reports.paper_said import PaperPages

    tried = 0
    for sheet in SHEETS.values():
        for form in sheet.prints:
            record = sheet.model.select().where(sheet.model.deleted == 0).first()
            made = papers.pages(form.key, "王小姐", records=[str(record.id)], today=TODAY)
            if not isinstance(made, PaperPages):
                continue
            out = tmp_path / f"{form.key}.xlsx"
            papers.write_form(out, made)
            book = openpyxl.load_workbook(out)
            texts = {str(c.value) for page in book for row in page.iter_rows() for c in row if c.value is not None}
            assert any(made.forms[0].title in text for text in texts), form.key
            assert len(texts) > 4, form.key
            tried += 1
    assert tried > 10


def test_the_same_seed_and_day_give_the_same_company(demo_company: Path, tmp_path: Path) -> None:
    def content() -> dict[str, list[Any]]:
        return {m._meta.table_name: list(m.select().where(m.deleted == 0).order_by(m.id).dicts())
                for m in (s.model for s in SHEETS.values())}

    first = content()
    from app.areas.demo import make_demo

    make_demo(tmp_path / "again.gendan", TODAY)
    second = content()
    for table, rows in first.items():
        for one, other in zip(rows, second[table], strict=True):
            assert {k: v for k, v in one.items() if not k.endswith("_at")} == \
                {k: v for k, v in other.items() if not k.endswith("_at")}


def test_the_demo_company_is_as_large_as_promised(demo_company: Path) -> None:
    assert query.count(Ask(SHEETS["orders"], TODAY)) >= 300
    assert query.count(Ask(SHEETS["lines"], TODAY)) == 12
    assert query.count(Ask(SHEETS["plants"], TODAY)) == 2


def test_a_command_without_a_file_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["schedule", "--db", str(tmp_path / "none.gendan")]) == 1
    assert "none.gendan" in capsys.readouterr().err


def _typed(value: Any, column: Any) -> str:
    if column.kind in NUMBERS:
        return "" if value is None else str(value)
    labels = getattr(column.field, "labels", None)
    return show(value, column.kind, labels)


def _words(made: list[Any]) -> str:
    return "".join(m.text for page in made for m in page.marks if hasattr(m, "text"))


def count_queries(task: Any) -> int:
    """Return how many statements a task sends to the database."""
    sent: list[str] = []
    connection = database.connection()
    connection.set_trace_callback(sent.append)
    try:
        task()
    finally:
        connection.set_trace_callback(None)
    return len(sent)


def test_no_unknown_record_class_is_left_out_of_the_file() -> None:
    from app.database.record import every_record

    named = {s.model for s in SHEETS.values()} | set(KEPT_BESIDE)
    lines = {ln.model for s in SHEETS.values() for ln in s.lines}
    left = [m.__name__ for m in every_record() if m not in named | lines and m is not Record]
    assert set(left) <= {"StepLink"}, N_("a record class without a sheet")




def test_the_navigation_knows_every_sheet_and_names_it_alike() -> None:
    from ui.areas.catalogue import OWN, PLACES

    named = {p.key: p for p in PLACES}
    assert len(named) == len(PLACES)
    assert set(named) == set(SHEETS) | set(OWN)
    for area in catalogue.areas():
        for sheet in area.sheets:
            assert (named[sheet.key].title, named[sheet.key].group) == (sheet.title, area.group)
            assert named[sheet.key].group


def test_duties_are_kept_as_they_would_be_reckoned(demo_company: Path, sheet: Any) -> None:
    """What stands in the table of open duties is what the deadlines say of the records now."""
    from app.database.duties import WATCHED, Duty

    kept = {(d.record, d.title): (d.due, d.owner or "") for d in
            Duty.select().where(Duty.place == sheet.model._meta.table_name)}
    due = {}
    for record in sheet.model.select().where(sheet.model.deleted == 0):
        for deadline in WATCHED.get(sheet.model, ()):
            day = deadline.due(record)
            if day is not None and not deadline.done(record):
                due[record.id, deadline.title] = (day, (deadline.owner(record) or "") if deadline.owner else "")
    assert kept == due


@pytest.mark.parametrize("key", ["versions", "put_off", "due_changes", "morning_sheets"])
def test_what_the_program_makes_is_not_filled_by_hand(key: str, company: Path, qtbot: Any) -> None:
    sheet = catalogue.sheets()[key]
    assert not sheet.makes_new
    page = EmptyPage(sheet)
    qtbot.addWidget(page)
    assert page.findChildren(QPushButton) == []
    page.resize(1200, 700)
    page.show()
    (words,) = page.findChildren(QLabel)
    assert words.height() >= words.heightForWidth(words.width())
    with pytest.raises(Refused, match=_(sheet.title)):
        write("New", ME, lambda change: apply_edits(change, sheet, [RowEdit(None, 0, {})], TODAY))


def test_an_empty_sheet_offers_the_two_ways_to_begin(qtbot: Any) -> None:
    page = EmptyPage(catalogue.sheets()["orders"])
    qtbot.addWidget(page)
    assert len(page.findChildren(QPushButton)) == 2


def test_the_demos_records_are_saved_after_what_they_tell(demo_company: Path) -> None:
    wrong = []
    for model in every_record():
        if model._meta.table_name in ("production_order", "order_line", "order_copy", "sign_off", "schedule_step"):
            continue  # carried over all at once, long before
        for record in model.select().where(model.deleted == 0):
            days = [day for day in demo.happened(record) if day <= TODAY]
            if days and record.changed_at.date() < max(days):
                wrong.append(f"{model.__name__} {record} {record.changed_at:%Y-%m-%d} < {max(days)}")
    assert not wrong, wrong[:20]


def test_no_demo_survey_waits_a_year_for_its_improvement(demo_company: Path) -> None:
    from app.areas.surveys.records import Survey

    late = [s.due for s in Survey.select().where(Survey.improved_on.is_null() & Survey.due.is_null(False))]
    assert all((TODAY - due).days <= 10 for due in late)
