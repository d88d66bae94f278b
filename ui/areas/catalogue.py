"""The places of the navigation: a standard page for each sheet, and the areas' pages of their own.

They stand here as plain data, so that the window needs no area loaded to show them.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from app.areas import catalogue
from app.domain.text import N_
from ui.navigation import Place
from ui.work import Work

DAY, PLANNING, BASIC = N_("Every day"), N_("Orders and schedule"), N_("Basic data")

SAMPLES, AFTER_SALES, OFFICE = N_("Samples"), N_("After-sales"), N_("Office")

PLACES: tuple[Place, ...] = (
    Place("today", N_("Today"), "sun", DAY),
    Place("standing_duties", N_("Standing duties"), "calendar-check", DAY),
    Place("messages", N_("Messages"), "mail", DAY),
    Place("mail_lists", N_("Distribution lists"), "users", DAY, True),
    Place("handovers", N_("Handover"), "handshake", DAY),
    Place("put_off", N_("Put off"), "clock", DAY, True),
    Place("morning_sheets", N_("Morning sheets"), "list-checks", DAY, True),
    Place("board", N_("Schedule"), "chart-gantt", PLANNING, posts="ABE"),
    Place("orders", N_("Orders"), "clipboard-list", PLANNING),
    Place("schedule", N_("Schedule table"), "table-2", PLANNING, posts="ABE"),
    Place("progress", N_("Daily reports"), "clipboard-check", PLANNING, posts="ABE"),
    Place("order_lines", N_("Order lines"), "list", PLANNING, posts="ABDE"),
    Place("matrix", N_("Distribution of copies"), "layout-grid", PLANNING, posts="AE"),
    Place("inspections", N_("Inspections"), "badge-check", PLANNING, posts="ADE"),
    Place("instructions", N_("Production instructions"), "clipboard-paste", PLANNING, posts="A"),
    Place("instruction_lines", N_("Lines of instructions"), "list", PLANNING, True, "A"),
    Place("due_changes", N_("Due-date ledger"), "calendar-clock", PLANNING, posts="ABDE"),
    Place("versions", N_("Kept versions"), "layers", PLANNING, posts="ABE"),
    Place("samples", N_("Customer samples"), "shirt", SAMPLES, posts="ADE"),
    Place("sample_requests", N_("Sampling requests"), "pen-line", SAMPLES, posts="AE"),
    Place("sample_room", N_("Sample room register"), "sofa", SAMPLES, posts="E"),
    Place("room_walk", N_("Walk the round"), "scan-line", SAMPLES, posts="E"),
    Place("room_rounds", N_("Saturday rounds"), "clipboard-check", SAMPLES, posts="E"),
    Place("room_loans", N_("Loans of samples"), "handshake", SAMPLES, posts="E"),
    Place("room_repairs", N_("Repairs of samples"), "wrench", SAMPLES, posts="E"),
    Place("room_moves", N_("Changes of property"), "arrow-up-down", SAMPLES, posts="E"),
    Place("returns", N_("Returned units"), "wrench", AFTER_SALES, posts="CE"),
    Place("return_batches", N_("Return batches"), "package-open", AFTER_SALES, posts="CE"),
    Place("returns_analysis", N_("Quarterly analysis"), "chart-column", AFTER_SALES, posts="CE"),
    Place("countermeasures", N_("Countermeasures"), "shield-check", AFTER_SALES, posts="CE"),
    Place("return_reports", N_("Repair reports"), "file-text", AFTER_SALES, posts="CE"),
    Place("shipments", N_("Ship-out list"), "truck", AFTER_SALES, posts="BCDE"),
    Place("return_faults", N_("Faults"), "tag", AFTER_SALES, posts="CE"),
    Place("supply_requests", N_("Supply requests"), "shopping-cart", OFFICE, posts="A"),
    Place("supply_issues", N_("Issue slips"), "receipt", OFFICE, posts="A"),
    Place("supply_items", N_("Supplies in stock"), "package", OFFICE, posts="A"),
    Place("supplies", N_("Supplies taken"), "list", OFFICE, posts="A"),
    Place("supplies_taken", N_("Taken by department"), "table-2", OFFICE, posts="A"),
    Place("supply_counts", N_("Counts of supplies"), "clipboard-check", OFFICE, posts="A"),
    Place("day_book", N_("Day book"), "book-open", OFFICE),
    Place("phone_book", N_("Phone book"), "phone", OFFICE),
    Place("contacts", N_("Contacts"), "contact", OFFICE),
    Place("meetings", N_("Meetings"), "presentation", OFFICE, posts="AE"),
    Place("meeting_actions", N_("Meeting actions"), "list-checks", OFFICE, posts="AE"),
    Place("visits", N_("Visits"), "handshake", OFFICE, posts="AE"),
    Place("summary_lists", N_("Monthly summaries"), "calendar-check", OFFICE, posts="AE"),
    Place("summaries", N_("Summaries by department"), "list-checks", OFFICE, True, "AE"),
    Place("filed_papers", N_("Filed papers"), "archive", OFFICE, posts="AE"),
    Place("folders", N_("Cabinets and folders"), "folder-open", OFFICE, posts="AE"),
    Place("documents", N_("Controlled documents"), "stamp", OFFICE, posts="AE"),
    Place("document_copies", N_("Issue and recall"), "copy", OFFICE, posts="AE"),
    Place("document_changes", N_("Document changes"), "pen-line", OFFICE, posts="AE"),
    Place("document_loans", N_("Loans of documents"), "handshake", OFFICE, True, "AE"),
    Place("surveys", N_("Satisfaction surveys"), "star", OFFICE, posts="ACE"),
    Place("survey_rollup", N_("Satisfaction of the year"), "chart-column", OFFICE, posts="ACE"),
    Place("survey_questions", N_("Survey items"), "list", OFFICE, True, "ACE"),
    Place("document_destructions", N_("Destroyed documents"), "trash-2", OFFICE, True, "AE"),
    Place("companies", N_("Companies"), "building-2", BASIC),
    Place("products", N_("Products"), "package", BASIC),
    Place("plants", N_("Plants"), "factory", BASIC, posts="ABE"),
    Place("lines", N_("Production lines"), "wrench", BASIC, posts="ABE"),
    Place("rates", N_("Rates"), "percent", BASIC, posts="ABE"),
    Place("calendar", N_("Company calendar"), "calendar-days", BASIC),
    Place("departments", N_("Departments"), "users", BASIC),
    Place("people", N_("People"), "contact", BASIC),
    Place("backups", N_("Backups and restore"), "archive", BASIC),
    Place("health", N_("Health of the drive"), "hard-drive", BASIC),
)
"""Everything that the navigation offers, in its order; a place that is no page of its own is a sheet's key."""

OWN: dict[str, str] = {
    "samples": "ui.areas.samples.page:SamplePage",
    "sample_room": "ui.areas.sample_room.register:RegisterPage",
    "room_walk": "ui.areas.sample_room.round:RoundPage",
    "today": "ui.areas.today.page:TodayPage",
    "supplies_taken": "ui.areas.supplies.taken:TakenPage",
    "returns_analysis": "ui.areas.returns.analysis:AnalysisPage",
    "board": "ui.areas.schedule.page:SchedulePage",
    "inspections": "ui.areas.inspections.page:InspectionPage",
    "instructions": "ui.areas.instructions.page:InstructionPage",
    "day_book": "ui.areas.day_book.page:DayBookPage",
    "contacts": "ui.areas.contacts.page:ContactPage",
    "phone_book": "ui.areas.contacts.directory:PhoneBookPage",
    "folders": "ui.areas.filing.page:FolderPage",
    "documents": "ui.areas.documents.page:DocumentPage",
    "survey_rollup": "ui.areas.surveys.rollup:RollUpPage",
    "orders": "ui.areas.orders.page:OrderPage",
    "matrix": "ui.areas.orders.matrix:MatrixPage",
    "backups": "ui.restore:RestorePage",
    "health": "ui.health:HealthPage",
}
"""Pages written by hand: module:class, made with the door to the data."""


def places(posts: Sequence[str] = ()) -> list[Place]:
    """Return the places that an office of these posts uses, in their order; all where none is named."""
    return [p for p in PLACES if not p.posts or not posts or set(p.posts) & set(posts)]


def make_page(key: str, work: Work) -> Any:
    """Return a new page of a place."""
    if key in OWN:
        module, name = OWN[key].split(":")
        return getattr(import_module(module), name)(work)
    from ui.page import SheetPage

    return SheetPage(catalogue.sheets()[key], work)


def place_of_record(table: str) -> str | None:
    """Return the place at which records of a table are shown."""
    sheet = catalogue.sheet_of_table(table)
    return sheet.key if sheet is not None else None
