"""Who has handed in a month's summary, and what lies in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.filing.actions import summaries_of
from app.areas.filing.records import DESTROYED, DepartmentSummary, FiledPaper, Folder, SummaryList
from app.domain.notice import Draft
from app.domain.text import N_, _
from app.reports.field_values import field_table, field_text
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

S, P = DepartmentSummary, FiledPaper
NO = PaperColumn(N_("No."), 2.4, "right")


def summary_state(paper: Paper, lists: Sequence[SummaryList]) -> None:
    """Draw for each month which department has handed in, which came late, which is missing."""
    for listed in lists:
        found = summaries_of(listed)
        missing = [s for s in found if s.handed_in is None]
        late = [s for s in found if s.late]
        paper.title(N_("Monthly work summaries handed in"), str(listed.month), form_number="QR-GD-01",
                    code=f"gendan:summary_lists/{listed.id}")
        paper.fields([(SummaryList.due.label, listed.due), (N_("Departments"), len(found)),
                      (N_("Not handed in"), "、".join(str(s.department) for s in missing)),
                      (N_("Handed in late"), "、".join(str(s.department) for s in late))])
        heads = [NO, PaperColumn(S.department.label, 10), PaperColumn(S.writer.label, 8),
                 PaperColumn(S.handed_in.label, kind="day"), PaperColumn(S.days_late.label, kind="integer"),
                 PaperColumn(P.folder.label, 16), PaperColumn(S.note.label, 10)]
        paper.table(heads, [[n, str(s.department), s.writer or "", s.handed_in, s.days_late or None,
                             str(s.paper.folder or "") if s.paper_id else "", s.note or ""]
                            for n, s in enumerate(found, 1)])
        paper.signatures([N_("Prepared by"), N_("Plant manager")])


def folder_contents(paper: Paper, folders: Sequence[Folder]) -> None:
    """Draw the list of contents that stands at the front of each folder."""
    for folder in folders:
        paper.title(N_("Contents of the folder"), f"{folder.code} {folder.title}", form_number="QR-GD-02",
                    code=f"gendan:folders/{folder.id}")
        paper.fields([(f.label, field_text(folder, f)) for f in (
            Folder.cabinet, Folder.room, Folder.kind, Folder.department, Folder.year, Folder.keep_years)])
        found = P.select().where((P.folder == folder) & (P.deleted == 0) & (P.state != DESTROYED)).order_by(
            P.day, P.id)
        heads = [NO, PaperColumn(P.number.label, 8), PaperColumn(P.title.label, 24),
                 PaperColumn(P.day.label, kind="day"),
                 PaperColumn(P.position.label, 6), PaperColumn(P.kept_until.label, kind="day"),
                 PaperColumn(P.state.label, 7)]
        paper.table(heads, [[n, p.number, p.title, p.day, p.position or "", p.kept_until, field_text(p, P.state)]
                            for n, p in enumerate(found, 1)])


def missing(lists: Sequence[Any]) -> Draft:
    """Remind the departments that have not handed in."""
    found = [s for listed in lists for s in summaries_of(listed) if s.handed_in is None]
    names = "、".join(str(s.department) for s in found)
    return Draft(_("Work summary of {month}: not handed in yet").format(month="、".join(x.month for x in lists)),
                 _("Not handed in: {departments}. Summaries are due by {due}; please hand yours in.").format(
                     departments=names or "–", due=lists[0].due),
                 *field_table(found, (S.listed, S.department, S.writer, S.due)), papers=("summary_state",))
