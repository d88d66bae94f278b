"""Every paper and every export by its stable name, for the command line, the preview and other programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.areas import catalogue
from app.database import history, query
from app.database.change import Change, Who, write
from app.database.query import Ask
from app.domain.later import Later
from app.domain.sheet import Pages, PaperAsk, Print, Sheet
from app.domain.text import N_, _
from app.masters.letterhead import own_letterhead
from app.reports.letterhead import Printed
from app.reports.paper import Paper
from app.reports.standard import list_paper, list_sheet, print_record

AGENDA_PAPER = Later("app.areas.agenda_paper")
NAMED = 6
"""Records that are named where a text fits none or several."""
HEAD = 8
"""Letters of the newest hash of the history that stand on a paper."""

GATHERED = (Pages("morning", N_("Morning sheet"), AGENDA_PAPER.morning_pages),)
"""Papers about all areas at once."""


def _whole_papers() -> list[Pages]:
    return [*GATHERED, *(p for area in catalogue.areas() for p in area.papers)]


def is_form(key: str) -> bool:
    """Tell whether a paper is drawn for chosen records, and not for a whole area."""
    return all(p.key != key for p in _whole_papers())


def names() -> dict[str, str]:
    """Return every paper's name and title: those of areas, of sheets' forms, and each sheet's list."""
    found = {p.key: p.title for p in _whole_papers()}
    found |= {p.key: p.title for sheet in catalogue.sheets().values() for p in sheet.prints}
    return found | {k: s.title for k, s in catalogue.sheets().items() if k not in found}


def pages(key: str, by: str, size: str = "A4", records: Sequence[str] = (), today: date | None = None,
          ask: Ask | None = None) -> list[Any]:
    """Return a paper's pages; records are numbers or names, a list paper can be given its question."""
    day = today or date.today()
    letterhead, printed = own_letterhead(), Printed(by, datetime.now(), history.head()[:HEAD])
    for own in _whole_papers():
        if own.key == key:
            return own.make(PaperAsk(size, day, letterhead, printed, tuple(records)))
    for sheet in catalogue.sheets().values():
        for form in sheet.prints:
            if form.key == key:
                return _form(sheet, form, size, records, letterhead, printed)
    if key not in catalogue.sheets():
        raise ValueError(_("There is no paper “{name}”. There are: {names}.").format(
            name=key, names=", ".join(sorted(names()))))
    sheet = catalogue.sheets()[key]
    if records:
        return _form(sheet, None, size, records, letterhead, printed)
    return list_paper(sheet, query.all_rows(ask or Ask(sheet, day)), letterhead, printed, size).pages()


def _form(sheet: Sheet, form: Print | None, size: str, records: Sequence[str], letterhead: Any,
          printed: Printed) -> list[Any]:
    found = [find_record(sheet, text) for text in records]
    if not found:
        raise ValueError(_("Say which record with --record, by its number or name."))
    paper = Paper(letterhead, printed, size)
    if form is not None:
        form.draw(paper, found)
    else:
        for record in found:
            print_record(paper, sheet, record)
    return paper.pages()


def find_record(sheet: Sheet, text: str) -> Any:
    """Return the record with this name, or this number where nothing bears it as a name."""
    record = query.by_name(sheet.model, text)
    if record is None and text.isdigit():
        record = sheet.model.get_or_none((sheet.model.id == int(text)) & (sheet.model.deleted == 0))
    if record is None:
        near = [name for _number, name in query.choices(sheet.model, text, NAMED)]
        words = _("There is no “{text}” in “{sheet}”.").format(text=text, sheet=_(sheet.title))
        if near:
            words += " " + _("Is one of these meant: {names}?").format(names="、".join(near))
        raise ValueError(words)
    return record


def pdf_of(made: list[Any], title: str) -> bytes:
    """Return pages as a PDF file."""
    from app.reports.paper_pdf import pdf

    return pdf(made, title, own_letterhead().name, datetime.now())


def worksheets(key: str, today: date, ask: Ask | None = None) -> list[Any]:
    """Return the worksheets of an export: an area's own layout where it has one, else the sheet's list."""
    if ask is None:
        for area in catalogue.areas():
            if key in area.workbooks:
                return area.workbooks[key](today)
    if key not in catalogue.sheets():
        raise ValueError(_("There is no sheet “{name}”. There are: {names}.").format(
            name=key, names=", ".join(sorted(catalogue.sheets()))))
    sheet = catalogue.sheets()[key]
    return [list_sheet(sheet, query.all_rows(ask or Ask(sheet, today)))]


def write_export(path: Path, sheets: list[Any]) -> None:
    """Write an export as .xlsx or .csv, by the file's ending; whole or not at all."""
    from app.reports.sheet_file import write_xlsx

    if path.suffix.lower() == ".csv":
        _write_csv(path, sheets)
    elif path.suffix.lower() == ".xlsx":
        write_xlsx(path, sheets)
    else:
        raise ValueError(_("“{file}”: an export ends in .xlsx or .csv.").format(file=path.name))


def write_form(path: Path, made: list[Any]) -> None:
    """Write a paper as a workbook, a worksheet a form; ValueError for one that is only drawn, such as labels."""
    from app.reports.paper_book import write_forms
    from app.reports.paper_said import PaperPages

    if not isinstance(made, PaperPages):
        raise ValueError(_("This paper is a drawing; it can be printed or saved as PDF, not as a workbook."))
    write_forms(path, made)


def _write_csv(path: Path, sheets: list[Any]) -> None:
    """Write the first worksheet (all below each other where there are several) with a byte order mark for Excel."""
    import csv
    import io

    from app.reports.whole_file import write_whole

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for sheet in sheets:
        writer.writerow([c.label for c in sheet.columns])
        writer.writerows([[_harmless(v) for v in row] for row in sheet.rows])
    write_whole(path, b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))


def _harmless(value: Any) -> Any:
    """Keep a text that begins like a formula from becoming one when the file is opened in Excel."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def record_printing(key: str, records: Sequence[str], who: Who, where: str) -> None:
    """Keep in the history of each printed record which paper was printed, of which revision, and where it went."""
    if not records or not is_form(key):
        return
    sheet = next((s for s in catalogue.sheets().values() if key in (s.key, *(p.key for p in s.prints))), None)
    if sheet is None:
        return
    title = _("Printed: {paper} ({where})").format(paper=_(names()[key]), where=where)
    revisions = {getattr(r, "revision", None) for r in (find_record(sheet, text) for text in records)} - {None}
    if len(revisions) == 1:
        title += " " + _("revision {revision}").format(revision=revisions.pop())

    def task(change: Change) -> None:
        for text in records:
            change.mention(find_record(sheet, text))

    write(title, who, task)
