"""Filing: folders and their labels, filed papers with how long they are kept, departments' monthly summaries."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import fn

from app.areas.filing import actions
from app.areas.filing.records import (
    DESTROYED,
    FILED,
    ISO,
    LENT,
    QUALITY,
    TO_FILE,
    DepartmentSummary,
    FiledPaper,
    Folder,
    SummaryList,
    soon_over,
)
from app.areas.filing.settings import SETTINGS
from app.domain.deadline import Deadline
from app.domain.later import Later
from app.domain.notice import Notice
from app.domain.sheet import (
    Action,
    Area,
    Column,
    Computed,
    Group,
    Lines,
    Pages,
    Print,
    Sheet,
    View,
)
from app.domain.standing import BEFORE, MONTHLY, Rule, Standing
from app.domain.text import N_
from app.masters.mailing import MessageAbout

PRINTING = Later("app.areas.filing.printing")
LABELS = Later("app.areas.filing.labels")
DEMO = Later("app.areas.filing.demo")

F, P, L, S = Folder, FiledPaper, SummaryList, DepartmentSummary


def _papers_in() -> Any:
    paper = P.alias("papers_in")
    return paper.select(fn.COUNT(paper.id)).where(
        (paper.folder == F.id) & (paper.deleted == 0) & (paper.state != DESTROYED))


def _summaries(name: str, condition: Any) -> Any:
    found = S.alias(name)
    return found.select(fn.COUNT(found.id)).where((found.listed == L.id) & (found.deleted == 0) & condition(found))


def _missing() -> Any:
    return _summaries("missing_ones", lambda s: s.handed_in.is_null())


def _handed() -> Any:
    return _summaries("handed_ones", lambda s: s.handed_in.is_null(False))


def _late() -> Any:
    return _summaries("late_ones", lambda s: s.late == 1)


def _owner(summary: Any) -> str:
    return str(summary.writer or summary.department or "")


def _order(paper: Any) -> str:
    return str(paper.order.number) if paper.order_id else ""


def _over(today: date) -> Any:
    return (P.kept_until < today.isoformat()) & (P.state != DESTROYED)


def _soon_over(today: date) -> Any:
    return (P.kept_until <= soon_over(today).isoformat()) & (P.state != DESTROYED)


PAPERS = Sheet(
    "filed_papers", P, N_("Filed papers"),
    table=(P.number, P.kind, P.title, P.cabinet, P.folder, P.position, P.state, P.day, P.kept_until, P.department,
           P.month, P.paper_number, P.edition, P.order, P.company, P.product, P.received, P.file_by, P.filed_on,
           P.taken_by, P.back_by, P.note),
    form=(Group(N_("Filed paper"), (P.number, P.kind, P.title, P.paper_number, P.edition, P.day, P.month, P.department,
                              P.order, P.product, P.company)),
          Group(N_("Place in the file"), (P.received, P.file_by, P.folder, P.cabinet, P.position, P.copies, P.filed_on,
                                          P.filed_by, P.state)),
          Group(N_("How long it is kept"), (P.keep_years, P.for_ever, P.kept_until, P.taken_by, P.taken_on, P.back_by,
                                            P.destroyed_on, P.destroyed_by, P.note))),
    order=(P.received.desc(), P.id.desc()),
    deadlines=(
        Deadline(N_("File the paper"), due=lambda p: p.file_by if p.state == TO_FILE else None, done=lambda p: False,
                 owner=lambda p: p.created_by or "", field=P.file_by, since=lambda p: p.received, order=_order,
                 hangs_on=(P.order,), why=N_("Came in on {received} and has no folder yet.")),
        Deadline(N_("Paper back into its folder"), due=lambda p: p.back_by if p.state == LENT else None,
                 done=lambda p: False, owner=lambda p: p.taken_by or "", field=P.back_by, since=lambda p: p.taken_on,
                 order=_order, hangs_on=(P.order,), why=N_("{taken_by} took it out on {taken_on}.")),
        Deadline(N_("Time to keep it is over"), due=lambda p: p.kept_until if p.state == FILED else None,
                 done=lambda p: bool(p.for_ever), owner=lambda p: p.filed_by or "", field=P.kept_until, order=_order,
                 hangs_on=(P.order,), why=N_("Kept until {kept_until}; destroy it or keep it longer."))),
    actions=(Action(N_("Into a folder…"), actions.file_paper, lambda p: p.state == TO_FILE, "archive",
                    asks=(P.folder, P.position)),
             Action(N_("Take out…"), actions.take_out, lambda p: p.state == FILED, "log-out",
                    asks=(P.taken_by, P.back_by)),
             Action(N_("Is back"), actions.bring_back, lambda p: p.state == LENT, "undo-2"),
             Action(N_("Keep longer…"), actions.keep_longer, lambda p: p.state == FILED, "calendar-clock",
                    asks=(P.keep_years,)),
             Action(N_("Destroyed…"), actions.destroy, lambda p: p.state == FILED, "trash-2",
                    asks=(P.destroyed_on, P.destroyed_by))),
    views=(View(N_("To be filed"), lambda today: P.state == TO_FILE),
           View(N_("Quality reports"), lambda today: P.kind == QUALITY),
           View(N_("ISO papers"), lambda today: P.kind == ISO),
           View(N_("Paper taken out"), lambda today: P.state == LENT), View(N_("Time is over"), _over),
           View(N_("Time is over within a month"), _soon_over)),
    empty=N_("Quality reports, ISO papers, summaries and all else that is filed: each with its cabinet and folder, and "
             "until when it is kept."),
)
FOLDERS = Sheet(
    "folders", F, N_("Cabinets and folders"),
    table=(F.code, F.title, F.cabinet, F.kind, F.department, F.year, F.keep_years, F.room,
           Computed("papers", N_("Papers in it"), _papers_in, "quantity", 7), F.full, F.note),
    form=(Group(N_("Folder"), (F.code, F.title, F.cabinet, F.room, F.kind, F.department, F.year, F.keep_years, F.full,
                               F.note)),),
    order=(F.cabinet, F.code),
    prints=(Print("folder_contents", N_("Contents of the folder"), PRINTING.folder_contents),),
    views=(View(N_("In use"), lambda today: F.full == 0), View(N_("Full"), lambda today: F.full == 1)),
    empty=N_("The folders in the cabinets. Their labels and spines are printed here; a code on each finds it again."),
)
LISTS = Sheet(
    "summary_lists", L, N_("Monthly summaries"),
    table=(L.month, L.due, Computed("handed", N_("Handed in"), _handed, "quantity", 7),
           Computed("missing", N_("Not handed in"), _missing, "quantity", 7),
           Computed("late", N_("Handed in late"), _late, "quantity", 7), L.closed, L.note),
    form=(Group(N_("Month"), (L.month, L.due, L.closed, L.note)),),
    lines=(Lines(S, S.listed, N_("Departments"), (S.department, S.writer, S.handed_in, S.late, S.days_late,
                                                  S.reminded_on, S.note)),),
    order=(L.month.desc(),),
    actions=(Action(N_("List the departments"), actions.list_departments, icon="list-checks"),),
    prints=(Print("summary_state", N_("Monthly work summaries handed in"), PRINTING.summary_state),),
    views=(View(N_("Some are missing"), lambda today: (_missing() > 0) & (L.closed == 0)),),
    empty=N_("A list for each month with a line for each department: who has handed in the summary, who is late. The "
             "duty of the 5th makes it."),
)
SUMMARIES = Sheet(
    "summaries", S, N_("Summaries by department"),
    table=(S.listed, S.department, S.writer, S.due, S.handed_in, S.late, S.days_late, S.reminded_on, S.paper,
           Column(P.folder, (S.paper,)), S.note),
    form=(Group(N_("Work summary"), (S.listed, S.department, S.writer, S.due, S.reminded_on, S.handed_in, S.late,
                                     S.days_late, S.paper, S.note)),),
    order=(S.listed.desc(), S.id),
    deadlines=(
        Deadline(N_("Monthly work summary handed in"), due=lambda s: s.due if not s.closed else None,
                 done=lambda s: s.handed_in is not None, owner=_owner, field=S.due, hangs_on=(S.department,),
                 settle=actions.tick_handed_in, why=N_("{department} has not handed in its summary of {listed}.")),),
    actions=(Action(N_("Handed in…"), actions.handed_in, lambda s: s.handed_in is None, "check", asks=(S.handed_in,)),
             Action(N_("File it…"), actions.file_summary, lambda s: s.handed_in is not None and s.paper_id is None,
                    "archive", asks=(P.folder,))),
    views=(View(N_("Not handed in"), lambda today: S.handed_in.is_null() & (S.closed == 0)),
           View(N_("Handed in late"), lambda today: S.late == 1),
           View(N_("Not filed"), lambda today: S.handed_in.is_null(False) & S.paper.is_null())),
    empty=N_("Every department's summary of every month, each with its day."),
)
STANDING = (Standing("monthly_summaries", N_("Work summaries of all departments"), Rule(MONTHLY, 5, BEFORE),
                     "summary_lists", actions.all_in, actions.begin, ("A", "E"),
                     N_("Departments hand in last month's work summary by the 5th; done when all are in.")),)
AREA = Area("filing", N_("Filing"), N_("Office"), "archive", (PAPERS, FOLDERS, LISTS, SUMMARIES),
            papers=(Pages("folder_labels", N_("Labels of folders"), LABELS.front_labels),
                    Pages("folder_spines", N_("Spines of folders"), LABELS.spine_labels)),
            follows=((SummaryList, actions.list_saved), (MessageAbout, actions.message_kept)),
            notices={"summary_lists": (Notice("summaries_missing", N_("Remind who has not handed in"),
                                              (N_("All departments"),), PRINTING.missing),)},
            standing=STANDING, settings=SETTINGS, demo=DEMO.make)
