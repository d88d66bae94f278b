"""What a clerk does with samples: make, check, send, hear the customer's word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.areas.samples.records import APPROVED, HERE, MAKING, RECEIVED, REDO, SENT, TO_SEND, Sample
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.text import _

Run = Callable[..., None]


def to_state(state: str) -> Run:
    """Return an action that moves samples to a state."""

    def run(change: Change, samples: Sequence[Sample], answers: dict[str, Any] | None = None) -> None:
        for sample in samples:
            sample.state = state
            change.save(sample)

    return run


def ready(change: Change, samples: Sequence[Sample], answers: dict[str, Any] | None = None) -> None:
    """Note that samples are made and checked, ready to be sent; one that failed goes back to be made."""
    said = answers or {}
    for sample in samples:
        sample.qc = said.get("qc") or "pass"
        failed = sample.qc == "fail"
        sample.finished = None if failed else said.get("finished") or date.today()
        sample.state = MAKING if failed else TO_SEND
        change.save(sample)


def send(change: Change, samples: Sequence[Sample], answers: dict[str, Any] | None = None) -> None:
    """Note that samples left in one parcel: day, courier, waybill; its freight is shared among them in 分."""
    said = answers or {}
    freight = said.get("freight")
    shares = shared(freight, len(samples)) if freight is not None else [None] * len(samples)
    for sample, share in zip(samples, shares, strict=True):
        sample.sent = said.get("sent") or date.today()
        sample.courier = said.get("courier") or sample.courier
        sample.waybill = said.get("waybill") or sample.waybill
        sample.freight = share if share is not None else sample.freight
        sample.state = SENT
        change.save(sample)


def shared(amount: Any, parts: int) -> list[Any]:
    """Return an amount in so many parts that add up to it exactly; the first parts take the odd 分."""
    from decimal import Decimal

    cents = int((Decimal(str(amount)) * 100).to_integral_value())
    each, odd = divmod(cents, parts)
    return [Decimal(each + (1 if n < odd else 0)) / 100 for n in range(parts)]


def arrived(change: Change, samples: Sequence[Sample], answers: dict[str, Any] | None = None) -> None:
    """Note the day on which the customer got samples."""
    day = (answers or {}).get("received") or date.today()
    for sample in samples:
        sample.received, sample.state = day, RECEIVED
        change.save(sample)


def heard(change: Change, samples: Sequence[Sample], answers: dict[str, Any] | None = None) -> None:
    """Enter the customer's word; to be redone opens the next round."""
    said = answers or {}
    if not said.get("result"):
        raise Refused([Problem(_("Say what the customer decided."), Sample.result, True)])
    for sample in samples:
        sample.result = said["result"]
        sample.comments = said.get("comments") or sample.comments
        sample.category = said.get("category") or sample.category
        if sample.result in ("approved", "conditional"):
            sample.state = APPROVED
        elif sample.result == "redo":
            sample.state = REDO
        change.save(sample)


def is_here(sample: Sample) -> bool:
    """Tell whether a sample has not left the house."""
    return sample.state in HERE


def is_away(sample: Sample) -> bool:
    """Tell whether a sample is on its way or with the customer, without his last word."""
    return sample.state in (SENT, RECEIVED)
