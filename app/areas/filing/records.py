"""Filing 归档: folders in their cabinets, the papers in them with how long they are kept, monthly summaries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas.filing.settings import FILE_DAYS, KEEP_YEARS, SUMMARY_DAY
from app.database.fields import Choice, Code, Day, Flag, Integer, Link, LongText, Quantity, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.months import month_first, month_last, month_moved, month_text
from app.domain.problem import Problem
from app.domain.standing import BEFORE, within
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import in_order, positive, unique
from app.masters.company import Company, Department
from app.masters.month_fields import is_month, month_kept
from app.masters.order import Order
from app.masters.product import Product

SUMMARY, QUALITY, ISO = "summary", "quality", "iso"
KINDS = ((SUMMARY, N_("Monthly work summary")), (QUALITY, N_("Report on quality")), (ISO, N_("ISO paper")),
         ("minutes", N_("Meeting papers")), ("order", N_("Order papers")), ("contract", N_("Contract")),
         ("inspection", N_("Inspection papers")), ("shipping", N_("Shipping papers")), ("notice", N_("Notice or rule")),
         ("other", N_("Other papers")))


class Folder(Record):
    """A folder in a cabinet."""

    code = Code(N_("Folder no."), required=True, width=10, hint=N_("As it stands on the spine, such as C1-03"))
    cabinet = Text(N_("Cabinet"), required=True, width=12)
    title = Text(N_("Folder title"), required=True, width=22)
    kind = Choice(N_("Holds"), KINDS, required=True, default="other", width=10)
    department = Link(N_("Dept"), Department, width=10)
    year = Code(N_("Year"), width=6)
    keep_years = Integer(N_("Kept for years"), hint=N_("Empty: as the office has set"), width=7)
    room = Text(N_("Room"), width=12)
    full = Flag(N_("Full"))
    note = LongText(N_("Note"))

    shown = (code, title)
    checks = (unique("code"), positive("keep_years"))

    class Meta:
        table_name = "folder"


TO_FILE, FILED, LENT, DESTROYED = "to_file", "filed", "lent", "destroyed"
STATES = ((TO_FILE, N_("To be filed")), (FILED, N_("In its folder")), (LENT, N_("Paper taken out")),
          (DESTROYED, N_("Destroyed")))
FLOW = Workflow(frozenset((
    (TO_FILE, FILED), (FILED, TO_FILE), (FILED, LENT), (LENT, FILED), (FILED, DESTROYED), (DESTROYED, FILED))))


def years_later(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 28 where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _fill_paper(paper: Any) -> None:
    """Take cabinet and years from the folder; reckon until when the paper is kept and when it must be filed."""
    folder = paper.folder
    if folder is not None:
        paper.cabinet = folder.cabinet
        paper.department_id = paper.department_id or folder.department_id
        if paper.keep_years is None:
            paper.keep_years = folder.keep_years
        if paper.state == TO_FILE:
            paper.state = FILED
        if paper.filed_on is None:
            paper.filed_on = max(paper.received or date.today(), date.today())
    if paper.received is not None:
        paper.file_by = office_calendar().add_workdays(paper.received, office(FILE_DAYS))
    began = paper.day or paper.received
    years = paper.keep_years if paper.keep_years is not None else office(KEEP_YEARS)
    paper.kept_until = years_later(began, years) if began is not None and years and not paper.for_ever else None


def _filed_has_a_folder(paper: Any) -> Problem | None:
    if paper.state in (FILED, LENT) and paper.folder_id is None:
        return Problem(_("A filed paper needs its folder, or nobody will find it."), FiledPaper.folder, True)
    if paper.state == LENT and not paper.taken_by:
        return Problem(_("Say who has taken the paper out."), FiledPaper.taken_by, True)
    return None


class FiledPaper(Record):
    """A paper with its cabinet and folder, and until when it is kept."""

    number = Code(N_("File no."), width=12)
    kind = Choice(N_("Kind of paper"), KINDS, required=True, default=QUALITY, width=11)
    title = Text(N_("Title of the paper"), required=True, width=28)
    paper_number = Code(N_("Number on the paper"), width=12)
    edition = Text(N_("Paper version"), width=7)
    month = Code(N_("Of month"), width=9, hint=N_("like 2026-11"))
    department = Link(N_("Dept"), Department, width=10)
    order = Link(N_("Production order no."), Order, width=12)
    product = Link(N_("Item no."), Product, width=10)
    company = Link(N_("Company"), Company, width=16)
    day = Day(N_("Date of the paper"))
    received = Day(N_("Paper came in on"), required=True, default=date.today)
    file_by = Day(N_("File by"))
    cabinet = Text(N_("Cabinet"), width=10)
    folder = Link(N_("Folder"), Folder, width=18)
    position = Text(N_("Tab or page"), width=8)
    copies = Quantity(N_("Number of copies"), default=1, width=6)
    filed_on = Day(N_("Filed on"))
    filed_by = Text(N_("Filed by"), width=9)
    keep_years = Integer(N_("Kept for years"), hint=N_("Empty: as its folder says"), width=7)
    for_ever = Flag(N_("Kept for ever"))
    kept_until = Day(N_("Kept until"))
    taken_by = Text(N_("Taken out by"), width=9)
    taken_on = Day(N_("Taken out on"))
    back_by = Day(N_("Back in the folder by"))
    destroyed_on = Day(N_("Destroyed on"))
    destroyed_by = Text(N_("Destroyed by, with witness"), width=14)
    state = Choice(N_("State"), STATES, required=True, default=TO_FILE, width=9)
    note = LongText(N_("Note"))

    shown = (number, title)
    checks = (_filed_has_a_folder, is_month("month"), positive("copies", "keep_years"), in_order("day", "received"))
    derived = (month_kept("month"), _fill_paper)
    workflow = (state, FLOW)
    numbered = (number, "GD{yy}{mm}-{n:03}")

    class Meta:
        table_name = "filed_paper"
        indexes = ((("folder",), False), (("state",), False))


def last_month() -> str:
    """Return the month before the present one."""
    return month_text(month_moved(date.today().replace(day=1), -1))


def due_of(month: str) -> date | None:
    """Return the day by which the summaries of a month are handed in: the 5th of the next one, a working day."""
    first = month_first(month)
    if first is None:
        return None
    after = month_moved(first, 1)
    day = after.replace(day=min(max(office(SUMMARY_DAY), 1), month_last(after).day))
    return within(day, BEFORE, after, month_last(after), office_calendar()) or day


def _due_of_list(listed: Any) -> None:
    listed.due = due_of(listed.month or "")


class SummaryList(Record):
    """The monthly work summaries of all departments: who has handed in, who has not."""

    month = Code(N_("Summaries of month"), required=True, default=last_month, width=11, hint=N_("like 2026-11"))
    due = Day(N_("Hand in summaries by"))
    closed = Flag(N_("No more are expected"))
    note = LongText(N_("Note"))

    shown = (month,)
    checks = (is_month("month"), unique("month"))
    derived = (month_kept("month"), _due_of_list)

    class Meta:
        table_name = "summary_list"


def _fill_summary(summary: Any) -> None:
    """Take the day from the list, the writer from the department; say whether it came late."""
    if summary.listed_id:
        summary.due = due_of(summary.listed.month or "")
        summary.closed = bool(summary.listed.closed)
    if summary.department_id and not summary.writer:
        summary.writer = summary.department.head
    if summary.due is not None and summary.handed_in is not None:
        summary.days_late = max((summary.handed_in - summary.due).days, 0)
    else:
        summary.days_late = None
    summary.late = bool(summary.days_late)


class DepartmentSummary(Record):
    """One department's summary of a month."""

    listed = Link(N_("Summaries of month"), SummaryList, required=True, width=11)
    department = Link(N_("Dept"), Department, required=True, width=12)
    writer = Text(N_("Handed in by"), width=10)
    due = Day(N_("Hand in summaries by"))
    reminded_on = Day(N_("Reminded on"))
    handed_in = Day(N_("Handed in on"))
    late = Flag(N_("Handed in late"))
    days_late = Integer(N_("Days late"), width=6)
    paper = Link(N_("Filed as"), FiledPaper, width=16)
    closed = Flag(N_("No more are expected"))
    note = Text(N_("Note"), width=18)

    shown = (listed, department)
    checks = (unique("listed", "department"),)
    derived = (_fill_summary,)

    class Meta:
        table_name = "department_summary"
        indexes = ((("listed",), False), (("department",), False))


def soon_over(today: date) -> date:
    """Return the day up to which papers whose time runs out are listed: a month ahead."""
    return today + timedelta(days=31)
