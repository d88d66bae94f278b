"""Returns and repairs 返修: the register per unit, batches, reports, faults, countermeasures, quarterly analysis."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import fn

from app.areas.returns import actions
from app.areas.returns.following import relink
from app.areas.returns.notices import NOTICES
from app.areas.returns.records import (
    ENGINEERING,
    QUALITY,
    Countermeasure,
    Fault,
    ReturnBatch,
    ReturnReport,
    ReturnUnit,
)
from app.areas.returns.warranty import CLOSED, MONTHS, STATION_DAYS
from app.domain.deadline import Deadline
from app.domain.later import Later
from app.domain.sheet import (
    Action,
    Area,
    Column,
    Computed,
    Group,
    Import,
    Lines,
    Pages,
    Print,
    Sheet,
    View,
)
from app.domain.standing import AFTER, QUARTERLY, Period, Rule, Standing
from app.domain.text import N_
from app.masters.shipment import Shipment

PRINTING = Later("app.areas.returns.printing")
QUARTER_PAPER = Later("app.areas.returns.quarter_paper")
DEMO = Later("app.areas.returns.demo")

U, B, R, M = ReturnUnit, ReturnBatch, ReturnReport, Countermeasure


def _times() -> Any:
    other = ReturnUnit.alias("times")
    return other.select(fn.COUNT(other.id)).where(
        (other.serial == U.serial) & (other.deleted == 0) & (other.received <= U.received))


def _units() -> Any:
    unit = ReturnUnit.alias("units")
    return unit.select(fn.COUNT(unit.id)).where((unit.batch == B.id) & (unit.deleted == 0))


def _open_units() -> Any:
    unit = ReturnUnit.alias("open_units")
    return unit.select(fn.COUNT(unit.id)).where(
        (unit.batch == B.id) & (unit.deleted == 0) & unit.state.not_in(CLOSED))


def _has(kind: str) -> Any:
    report = ReturnReport.alias(f"has_{kind}")
    return lambda: fn.EXISTS(report.select(report.id).where(
        (report.batch == B.id) & (report.kind == kind) & (report.deleted == 0)))


def _still_here() -> Any:
    return U.state.not_in(CLOSED)


def _import() -> Import:
    from app.areas.returns.return_import import RETURNS_IMPORT

    return RETURNS_IMPORT


def _quarter_book(today: date) -> list[Any]:
    from app.areas.returns.quarter_book import worksheets
    from app.areas.returns.reading import asked_quarter, read_report

    return worksheets(read_report(asked_quarter("", today)))


def _quarter_done(period: Period) -> bool:
    """Tell whether the countermeasures of the quarter before a turn have been begun."""
    from app.areas.returns.analysis import quarter_of

    quarter = str(quarter_of(period.first).moved(-1))
    return Countermeasure.select(Countermeasure.id).where(
        (Countermeasure.quarter == quarter) & (Countermeasure.deleted == 0)).exists()


def _begin_quarter(change: Any, period: Period) -> Any:
    from app.areas.returns.analysis import quarter_of
    from app.areas.returns.measures import begin_measures
    from app.areas.returns.reading import read_report

    made = begin_measures(change, read_report(quarter_of(period.first).moved(-1)).analysis)
    return made[0] if made else None


UNIT_PRINTS = (Print("return_slip", N_("Repair slip"), PRINTING.return_slip),
               Print("return_dispatch", N_("Dispatch list of repaired units"), PRINTING.dispatch_list))

RETURNS = Sheet(
    "returns", U, N_("Returned units"),
    table=(U.serial, U.product, U.state, U.due, U.owner, U.received, Column(B.customer, (U.batch,)),
           Column(B.rma, (U.batch,)), U.shipped, U.warranty, U.complaint, U.found, U.root, U.cause, U.responsible,
           U.treatment, U.parts, U.fee, U.repairer, U.repaired, U.final_check, U.checker, U.returned, U.waybill,
           Computed("times", N_("Return count"), _times, "integer", 7),
           U.days, U.delay_note, U.batch, U.note),
    form=(Group(N_("Returned unit"), (U.serial, U.product, U.batch, U.received, U.state, U.owner, U.due, U.delay_note)),
          Group(N_("Where it comes from"), (U.shipped, U.ship_source, U.warranty, U.warranty_wish, U.order,
                                            U.shipment, U.mainboard, U.firmware)),
          Group(N_("Fault"), (U.complaint, U.found, U.root, U.cause, U.user_caused, U.responsible)),
          Group(N_("Repair"), (U.treatment, U.parts, U.fee, U.repairer, U.repaired, U.final_check, U.checker)),
          Group(N_("Sent back"), (U.returned, U.waybill, U.note))),
    order=(U.received.desc(), U.id.desc()),
    deadlines=(Deadline(N_("Repair station"), due=lambda r: r.due, done=lambda r: r.state in CLOSED,
                        owner=lambda r: r.owner.name if r.owner_id else r.repairer or "", field=U.due,
                        why=N_("In the same state since {station_since}; each station has 3 working days. "
                               "{delay_note}"),
                        since=lambda r: r.station_since, hangs_on=(U.owner,)),),
    actions=(Action(N_("Next station"), actions.advance, actions.may("accepted", "quote", "paid", "abandoned"),
                    "chevrons-right"),
             Action(N_("Inspected…"), actions.advance, actions.may("inspect"), "eye", asks=(U.found, U.cause)),
             Action(N_("Repaired…"), actions.advance, actions.may("repair"), "wrench",
                    asks=(U.found, U.cause, U.treatment, U.repairer, U.parts)),
             Action(N_("Final check passed…"), actions.passed, actions.may("final"), "badge-check",
                    asks=(U.checker,)),
             Action(N_("Quote"), actions.ask_price, actions.may("inspect", "repair"), "receipt", asks=(U.fee,)),
             Action(N_("Final check failed"), actions.reject, actions.may("final"), "circle-x"),
             Action(N_("Send back"), actions.send_back, actions.may("pack"), "truck", asks=(U.returned, U.waybill)),
             Action(N_("Abandon"), actions.end_as("abandoned"), actions.may("accepted", "inspect", "repair", "quote"),
                    "log-out"),
             Action(N_("Scrap"), actions.end_as("scrapped"), actions.may("inspect", "repair", "quote", "final"),
                    "trash-2")),
    prints=UNIT_PRINTS, imports=(_import,),
    views=(View(N_("In the house"), lambda today: _still_here()),
           View(N_("Over their days"), lambda today: _still_here() & (U.due < today.isoformat())),
           View(N_("To pack"), lambda today: U.state == "pack"),
           View(N_("Came back again"), lambda today: _times() > 1),
           View(N_("Ship date not by serial number"), lambda today: U.ship_source.is_null()
                | (U.ship_source != "serial")),
           View(N_("Cause not filled in"), lambda today: U.cause.is_null() & U.repaired.is_null(False))),
    empty=N_("Units that came back, one a line. Open a batch and paste its serial numbers, or drop your register of "
             "returned units onto this page; model, ship date and warranty come by serial number."),
)

BATCHES = Sheet(
    "return_batches", B, N_("Return batches"),
    table=(B.number, B.received, B.notified, B.customer, B.rma, B.quantity,
           Computed("units", N_("Units"), _units, "quantity", 7),
           Computed("open", N_("Still here"), _open_units, "quantity", 7),
           Computed("quality", N_("Quality report"), _has(QUALITY), "flag", 6),
           Computed("engineering", N_("Engineering report"), _has(ENGINEERING), "flag", 6),
           B.carrier, B.waybill, B.accessories, B.note),
    form=(Group(N_("Batch"), (B.number, B.received, B.notified, B.customer, B.rma, B.quantity)),
          Group(N_("How it came"), (B.carrier, B.waybill, B.accessories, B.note))),
    lines=(Lines(U, U.batch, N_("Units"), (U.serial, U.product, U.complaint, U.state, U.found, U.warranty_wish,
                                           U.treatment, U.parts, U.note)),
           Lines(R, R.batch, N_("Reports"), (R.kind, R.number, R.day, R.written_by, R.filed_under, R.place,
                                             R.conclusion))),
    order=(B.received.desc(), B.id.desc()),
    actions=(Action(N_("Prepare both reports"), actions.add_reports, icon="file-text"),),
    prints=(Print("return_register", N_("Return register"), PRINTING.register),),
    views=(View(N_("Units still here"), lambda today: _open_units() > 0),
           View(N_("A report is missing"), lambda today: ~(_has(QUALITY)()) | ~(_has(ENGINEERING)()))),
    empty=N_("What customers sent in, as sales handed it over. Begin with a batch and paste its serial numbers into "
             "the units."),
)

REPORTS = Sheet(
    "return_reports", R, N_("Repair reports"),
    table=(R.kind, R.number, R.day, R.batch, Column(B.customer, (R.batch,)), R.unit, R.filed_under, R.place,
           R.written_by, R.conclusion),
    form=(Group(N_("Kind of report"), (R.kind, R.number, R.day, R.written_by, R.batch, R.unit)),
          Group(N_("Filing"), (R.filed_under, R.place, R.conclusion))),
    order=(R.day.desc(), R.id.desc()),
    views=(View(N_("Quality inspection"), lambda today: R.kind == QUALITY),
           View(N_("Engineering repair"), lambda today: R.kind == ENGINEERING),
           View(N_("Not filed yet"), lambda today: R.filed_under.is_null())),
    empty=N_("Inspection reports of quality and repair reports of engineering, each with its file, filed by class."),
)

FAULTS = Sheet(
    "return_faults", Fault, N_("Faults"),
    table=(Fault.name, Fault.cause, Fault.responsible, Fault.family, Fault.note),
    form=(Group(N_("Fault"), (Fault.name, Fault.cause, Fault.responsible, Fault.family, Fault.note)),),
    order=(Fault.name,),
    empty=N_("The faults with their usual cause and responsibility: choosing one fills in the others."),
)

MEASURES = Sheet(
    "countermeasures", M, N_("Countermeasures"),
    table=(M.quarter, M.rank, M.fault, M.count, M.reason, M.measure, M.owner, M.due, M.finished, M.effect,
           Computed("open", N_("Not done yet"), lambda: M.finished.is_null(), "flag", 6)),
    form=(Group(N_("Fault"), (M.quarter, M.rank, M.fault, M.count, M.reason)),
          Group(N_("Measure"), (M.measure, M.owner, M.due, M.finished, M.effect))),
    order=(M.quarter.desc(), M.rank),
    deadlines=(Deadline(N_("Countermeasure due"), due=lambda r: r.due, done=lambda r: r.finished is not None,
                        owner=lambda r: r.owner.name if r.owner_id else "", field=M.due,
                        why=N_("Against “{fault}”, one of the top three of {quarter}"), hangs_on=(M.owner,)),),
    views=(View(N_("Open measures"), lambda today: M.finished.is_null()),),
    empty=N_("What is done against the commonest faults. The quarterly analysis begins them for its top three."),
)

AREA = Area(
    "returns", N_("Returns and repairs"), N_("After-sales"), "wrench", (RETURNS, BATCHES, REPORTS, FAULTS, MEASURES),
    papers=(Pages("returns_quarter", N_("Quarterly analysis of returns"), QUARTER_PAPER.quarter_pages),),
    workbooks={"returns_quarter": _quarter_book}, follows=((Shipment, relink),), notices=NOTICES,
    standing=(Standing("returns_quarter", N_("Quarterly analysis of returns"), Rule(QUARTERLY, 10, AFTER),
                       "returns_analysis", _quarter_done, _begin_quarter, ("E",)),),
    settings=(MONTHS, STATION_DAYS), demo=DEMO.make)
