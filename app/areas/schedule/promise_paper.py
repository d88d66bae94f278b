"""The answer to sales on paper: can we make it, by when, what holds it, whom it would push, ways out."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.areas.schedule.answers import Answer, Question
from app.areas.schedule.promising import promise
from app.areas.schedule.reading import Schedule, read_schedule
from app.domain.sheet import PaperAsk
from app.domain.show import show
from app.domain.text import N_, _
from app.masters.product import Product
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

LINES = (PaperColumn(N_("Line")), PaperColumn(N_("Begins"), kind="date"), PaperColumn(N_("Done on"), kind="date"),
         PaperColumn(N_("What holds it")), PaperColumn(N_("As a rush order"), kind="date"),
         PaperColumn(N_("Pushes")))


def question_of(item: str, quantity: int, material: date | None, due: date | None) -> Question:
    """Return the question about an item of the file; ValueError where there is none of this number."""
    row = Product.select(Product.code, Product.family).where(
        (Product.code == item) & (Product.deleted == 0)).tuples().first()
    if row is None:
        raise ValueError(_("There is no item “{item}” in this file.").format(item=item))
    return Question(row[0], row[1] or "", quantity, material, due)


def answer_pages(ask: PaperAsk) -> list[Any]:
    """Return the answer's pages; `records` are item, pieces, and the days of material and due, empty where none."""
    item, quantity, material, due = (*ask.records, "", "", "", "")[:4]
    if not item or not quantity.isdecimal():
        raise ValueError(_("Say item and pieces: --record ITEM --record PIECES [--record MATERIAL] [--record DUE]."))
    question = question_of(item, int(quantity), _day(material), _day(due))
    schedule = read_schedule(ask.today)
    return draw(Paper(ask.letterhead, ask.printed, ask.size), schedule, promise(schedule, question)).pages()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def draw(paper: Paper, schedule: Schedule, answer: Answer) -> Paper:
    """Draw the answer."""
    question = answer.question
    paper.title(N_("Can we make it?"), f"{question.item} × {question.quantity:,}")
    paper.fields([(N_("Item no."), question.item), (N_("Pieces"), f"{question.quantity:,}"),
                  (N_("Material ready"), show(question.material)), (N_("Wanted before"), show(question.due)),
                  (N_("Answer of"), schedule.today.isoformat())])
    paper.text(answer.sentence, 11, bold=True)
    if answer.lines:
        paper.heading(N_("Each line"))
        paper.table(LINES, [_row(schedule, line) for line in answer.lines[:12]])
    if answer.alternatives:
        paper.heading(N_("Other ways"))
        for way in answer.alternatives:
            paper.text(way.words)
    paper.signatures([N_("Production control"), N_("Sales"), N_("General manager")])
    return paper


def _row(schedule: Schedule, line: Any) -> tuple[Any, ...]:
    late = f" ({_('Late')})"
    names = "、".join(f"{schedule.by_key[p.key].order}{late if p.late else ''}" for p in line.pushes)
    rush = line.rush[1] if line.rush is not None else None
    return schedule.lines[line.line].name, line.start, line.finish, line.constraint, rush, names
