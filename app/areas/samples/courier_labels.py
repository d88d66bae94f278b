"""Labels for the parcels of samples: whom to, what is in it; one a parcel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.samples.records import HERE, Sample
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _, _n
from app.reports.labels import ROLL_100, SHEET_8, Draw, LabelFormat, Place, label_pages
from app.reports.paper_code import code_marks
from app.reports.paper_marks import INK, MM, MUTED, Line, Mark, Text
from app.reports.paper_text import shortened, wrapped

PAD, CODE = 4 * MM, 20 * MM
FROM = N_("From: {sender}")


def chosen_samples(ask: PaperAsk) -> list[Sample]:
    """Return the samples asked for, by number or name; those ready to leave where none is named."""
    query = Sample.select().where(Sample.deleted == 0).order_by(Sample.id)
    if not ask.records:
        return list(query.where((Sample.state == "to_send") | (Sample.sent == ask.today)) or
                    query.where(Sample.state.in_(HERE)).limit(8))
    numbers = [int(text) for text in ask.records if text.isdigit()]
    return list(query.where(Sample.id.in_(numbers) | Sample.number.in_(ask.records)))


def parcels(samples: Sequence[Sample]) -> list[list[Sample]]:
    """Return the samples by parcel: those of one waybill, else of one recipient and customer, go together."""
    found: dict[Any, list[Sample]] = {}
    for sample in samples:
        key = sample.waybill or (sample.customer_id, sample.recipient, sample.address)
        found.setdefault(key, []).append(sample)
    return list(found.values())


def sheet_labels(ask: PaperAsk) -> list[Any]:
    """Return the labels on A4 sheets of eight."""
    return _pages(ask, SHEET_8)


def roll_labels(ask: PaperAsk) -> list[Any]:
    """Return the labels on a roll."""
    return _pages(ask, ROLL_100)


def _pages(ask: PaperAsk, kind: LabelFormat) -> list[Any]:
    labels = [_label(ask, parcel) for parcel in parcels(chosen_samples(ask))]
    return list(label_pages(kind, labels))


def _label(ask: PaperAsk, parcel: Sequence[Sample]) -> Draw:
    first = parcel[0]
    customer = first.customer
    address = first.address or (customer.address if customer is not None else "") or ""
    country = (customer.country or "") if customer is not None else ""
    phone = (customer.phone or "") if customer is not None else ""

    def draw(marks: list[Mark], place: Place) -> None:
        x, y, width = place.x + PAD, place.y + PAD, place.width - 2 * PAD
        low = place.y + place.height - PAD

        def line(text: str, size: float, bold: bool = False, colour: str = INK, room: float = width) -> None:
            nonlocal y
            marks.append(Text(x, y + size, shortened(text, room, size, bold), size, bold, colour))
            y += size * 1.35

        line(_(FROM).format(sender=ask.letterhead.name), 7.5, colour=MUTED)
        line(str(customer or ""), 13, True)
        line("  ".join(p for p in (first.recipient or (customer.contact if customer else "") or "", phone) if p), 10)
        for text in wrapped(address, width, 9.5)[:3]:
            line(text, 9.5)
        line(country, 10, True)
        marks.append(Line(x, low - CODE - 4, x + width, low - CODE - 4, 0.5, MUTED))
        y = low - CODE
        marks.extend(code_marks(first.waybill or str(first.number), x + width - CODE, low - CODE, CODE))
        room = width - CODE - 6
        line(f"{first.courier or ''} {first.waybill or ''}".strip(), 10, True, room=room)
        for sample in list(parcel)[:3]:
            line(_contents(sample), 8, room=room)
        if len(parcel) > 3:
            line(f"… +{len(parcel) - 3}", 8, colour=MUTED, room=room)

    return draw


def _contents(sample: Sample) -> str:
    pieces = (sample.quantity or 0) - (sample.retained or 0)
    count = _n("{pieces} piece", "{pieces} pieces", pieces).format(pieces=pieces) if pieces > 0 else ""
    parts = (sample.number, str(sample.product or ""), sample.colour, count)
    return "  ".join(p for p in parts if p)
