"""What is done with papers and summaries: listed, handed in, filed, taken out, brought back, destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from app.areas.filing.records import (
    DESTROYED,
    FILED,
    LENT,
    SUMMARY,
    DepartmentSummary,
    FiledPaper,
    Folder,
    SummaryList,
    years_later,
)
from app.database.change import Change
from app.domain.months import month_first, month_last, month_moved, month_text
from app.domain.problem import Problem, Refused
from app.domain.standing import Period
from app.domain.text import _
from app.masters.company import Department
from app.masters.mailing import MessageAbout, reached

Answers = dict[str, Any] | None
LOAN = timedelta(days=7)


# --- monthly summaries ---

def month_of(period: Period) -> str:
    """Return the month whose summaries are handed in during a turn: the one before."""
    return month_text(month_moved(period.first.replace(day=1), -1))


def list_of(month: str) -> SummaryList | None:
    """Return the list of a month."""
    found = SummaryList.get_or_none((SummaryList.month == month) & (SummaryList.deleted == 0))
    return found if isinstance(found, SummaryList) else None


def all_in(period: Period) -> bool:
    """Tell whether every department has handed in the summary of the month, or no more are expected."""
    listed = list_of(month_of(period))
    if listed is None:
        return False
    summaries = summaries_of(listed)
    return bool(listed.closed) or (bool(summaries) and all(s.handed_in is not None for s in summaries))


def begin(change: Change, period: Period) -> SummaryList:
    """Return the list of the month with a line for each department."""
    listed = list_of(month_of(period))
    if listed is None:
        listed = SummaryList(month=month_of(period))
        change.save(listed)
    list_departments(change, [listed])
    return listed


def summaries_of(listed: SummaryList) -> list[DepartmentSummary]:
    """Return the lines of a month."""
    return list(DepartmentSummary.select().where(
        (DepartmentSummary.listed == listed) & (DepartmentSummary.deleted == 0)).order_by(DepartmentSummary.id))


def list_departments(change: Change, lists: Sequence[SummaryList]) -> None:
    """Put a line onto lists for each department of the month before; at first for all."""
    for listed in lists:
        known = {s.department_id for s in summaries_of(listed)}
        before = SummaryList.select().where((SummaryList.month < listed.month) & (SummaryList.deleted == 0)).order_by(
            SummaryList.month.desc()).first()
        wanted = [s.department for s in summaries_of(before)] if before is not None else []
        wanted = wanted or list(Department.select().where(Department.deleted == 0).order_by(
            Department.place, Department.id))
        change.add_all([DepartmentSummary(listed=listed, department=d) for d in wanted
                        if d.id not in known and not d.deleted])


def list_saved(change: Change, listed: Any, before: dict[str, Any] | None) -> None:
    """Let a changed month or a closed list stand on its lines too."""
    if before is None or listed.deleted:
        return
    if before["month"] == listed.month and bool(before["closed"]) == bool(listed.closed):
        return
    for summary in summaries_of(listed):
        change.save(summary)


def handed_in(change: Change, summaries: Sequence[DepartmentSummary], answers: Answers = None) -> None:
    """Enter when summaries were handed in."""
    for summary in summaries:
        summary.handed_in = (answers or {}).get("handed_in") or date.today()
        change.save(summary)


def tick_handed_in(change: Change, summary: DepartmentSummary) -> None:
    """Settle a summary by its number on the morning sheet."""
    handed_in(change, [summary])


def file_summary(change: Change, summaries: Sequence[DepartmentSummary], answers: Answers = None) -> None:
    """File summaries that were handed in, each as a paper in the folder named."""
    folder = (answers or {}).get("folder")
    if folder is None:
        raise Refused([Problem(_("Say into which folder it goes."), FiledPaper.folder, True)])
    for summary in summaries:
        month = summary.listed.month
        first = month_first(month)
        paper = change.save(FiledPaper(
            kind=SUMMARY, month=month,
            title=_("{department}, work summary {month}").format(department=summary.department, month=month),
            department=summary.department_id, folder=folder, received=summary.handed_in,
            day=min(month_last(first), summary.handed_in) if first else None, filed_by=change.who.name))
        summary.paper = paper
        change.save(summary)


def message_kept(change: Change, about: MessageAbout, before: dict[str, Any] | None) -> None:
    """Enter on which day the departments whose summaries are missing were reminded."""
    if before is not None or about.deleted or not reached(about.message) \
            or about.message.notice != "summary_lists summaries_missing" or about.place != SummaryList._meta.table_name:
        return
    listed = SummaryList.get_or_none(SummaryList.id == about.record)
    for summary in summaries_of(listed) if listed is not None else []:
        if summary.handed_in is None:
            summary.reminded_on = change.at.astimezone().date()
            change.save(summary)


# --- papers ---

def file_paper(change: Change, papers: Sequence[FiledPaper], answers: Answers = None) -> None:
    """Put papers into a folder."""
    said = answers or {}
    folder: Folder | None = said.get("folder")
    if folder is None:
        raise Refused([Problem(_("Say into which folder it goes."), FiledPaper.folder, True)])
    for paper in papers:
        paper.folder, paper.position = folder, said.get("position") or paper.position
        paper.filed_on, paper.filed_by = date.today(), change.who.name
        paper.state = FILED
        change.save(paper)


def take_out(change: Change, papers: Sequence[FiledPaper], answers: Answers = None) -> None:
    """Enter who has taken papers out, and until when."""
    said = answers or {}
    for paper in papers:
        paper.taken_by, paper.taken_on = said.get("taken_by"), date.today()
        paper.back_by = said.get("back_by") or date.today() + LOAN
        paper.state = LENT
        change.save(paper)


def bring_back(change: Change, papers: Sequence[FiledPaper]) -> None:
    """Enter that papers are in their folders again."""
    for paper in papers:
        paper.taken_by = paper.taken_on = paper.back_by = None
        paper.state = FILED
        change.save(paper)


def keep_longer(change: Change, papers: Sequence[FiledPaper], answers: Answers = None) -> None:
    """Keep papers for so many years more; for ever where no number is given."""
    more = (answers or {}).get("keep_years")
    for paper in papers:
        if not more:
            paper.for_ever = True
        else:
            began = paper.day or paper.received
            until = paper.kept_until or date.today()
            paper.keep_years = years_later(until, more).year - began.year
        change.save(paper)


def destroy(change: Change, papers: Sequence[FiledPaper], answers: Answers = None) -> None:
    """Enter that papers were destroyed; who did it and who saw it are named."""
    said = answers or {}
    if not said.get("destroyed_by"):
        raise Refused([Problem(_("Say who destroyed the papers, and who saw it."), FiledPaper.destroyed_by, True)])
    for paper in papers:
        paper.destroyed_on = said.get("destroyed_on") or date.today()
        paper.destroyed_by, paper.state = said["destroyed_by"], DESTROYED
        change.save(paper)
