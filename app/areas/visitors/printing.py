"""The plan of a visit as departments get it, the report after it, and what the departments are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.visitors.actions import departments_of, stops
from app.areas.visitors.records import Visit, VisitStop
from app.domain.notice import Draft
from app.domain.text import N_, _
from app.reports.field_values import field_text
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

V, S = Visit, VisitStop
PLAN, REPORT = N_("Plan of the visit"), N_("Report of the visit")


def plan(paper: Paper, visits: Sequence[Visit]) -> None:
    """Draw the plan of each visit with its route."""
    for visit in visits:
        _head(paper, visit, PLAN, "QR-JD-01")
        paper.fields([(f.label, field_text(visit, f)) for f in (V.room, V.car, V.meal, V.hotel)])
        paper.fields([(f.label, getattr(visit, f.name) or "") for f in (V.agenda, V.prepare)], columns=1)
        paper.heading(N_("Route"))
        found = stops(visit)
        heads = [PaperColumn(N_("No."), 2.4, "right"), PaperColumn(N_("Time"), 7), PaperColumn(N_("Dept"), 8),
                 PaperColumn(S.place.label, 10), PaperColumn(S.shows.label, 16), PaperColumn(S.person.label, 7),
                 PaperColumn(S.ready.label, kind="flag")]
        paper.table(heads, [[n, hours(s.at, s.until), str(s.department or ""), s.place or "", s.shows or "",
                             str(s.person or ""), s.ready] for n, s in enumerate(found, 1)])
        paper.signatures([N_("Prepared by"), V.host.label, *(d.name for d in departments_of(visit)[:4])])


def report(paper: Paper, visits: Sequence[Visit]) -> None:
    """Draw the report of each visit: notes, impression, what follows."""
    for visit in visits:
        _head(paper, visit, REPORT, "QR-JD-02")
        paper.fields([(f.label, getattr(visit, f.name) or "") for f in (V.about, V.notes, V.impression, V.follow_up)],
                     columns=1)
        paper.fields([(f.label, field_text(visit, f)) for f in (V.follow_up_by, V.follow_up_owner, V.followed_up,
                                                                V.notes_on)])
        paper.signatures([N_("Written by"), V.host.label])


def hours(first: str | None, last: str | None) -> str:
    """Return a span of the day: 09:30–10:15."""
    return "–".join(t for t in (first, last) if t)


def _head(paper: Paper, visit: Visit, title: str, form: str) -> None:
    paper.title(title, str(visit), form_number=form, code=f"gendan:visits/{visit.id}")
    day = f"{visit.day}" + (f" – {visit.last_day}" if visit.last_day else "")
    paper.fields([(V.day.label, f"{day} {hours(visit.arrive, visit.leave)}".strip()),
                  *((f.label, field_text(visit, f)) for f in (V.company, V.headcount, V.purpose, V.host, V.escort,
                                                              V.interpreter, V.order)),
                  (V.visitors.label, visit.visitors or "")])


def told(visits: Sequence[Any]) -> Draft:
    """Word what the departments on the route are told; it goes to them."""
    parts, rows = [], []
    told_to: dict[str, None] = {}
    for visit in visits:
        names = [d.name for d in departments_of(visit)]
        told_to.update(dict.fromkeys(names))
        where = "、".join(names)
        parts.append(_("{day} {hours}: {who}, {count} people ({purpose}). Escort: {escort}. Route: {route}").format(
            day=visit.day, hours=hours(visit.arrive, visit.leave), who=visit.company or visit.visitors,
            count=visit.headcount or 1, purpose=field_text(visit, V.purpose), escort=visit.escort or "", route=where))
        rows += [(str(visit.company or visit.number), hours(s.at, s.until), str(s.department or ""), s.place or "",
                  s.shows or "", str(s.person or "")) for s in stops(visit)]
    heads = (V.company.label, N_("Time"), N_("Dept"), S.place.label, S.shows.label, S.person.label)
    subject = _("Visit on {day}: {who}").format(day=visits[0].day, who=visits[0].company or visits[0].visitors)
    please = _("Please confirm, have your place tidy and somebody there at the time named.")
    return Draft(subject, "\n".join(parts) + "\n\n" + please, tuple(_(h) for h in heads), tuple(rows),
                 ("visit_plan",), tuple(told_to))


def reported(visits: Sequence[Any]) -> Draft:
    """Word the mail with the report of visits."""
    return Draft(_("Report of the visit: {who}").format(who=visits[0].company or visits[0].visitors),
                 "\n\n".join(v.notes or "" for v in visits), papers=("visit_report",))
