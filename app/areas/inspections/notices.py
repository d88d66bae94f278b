"""What inspections tell: sales to book, the agreed day to the departments, danger as soon as it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.inspections.records import Inspection
from app.domain.notice import Draft, Notice
from app.domain.text import N_, _, _n
from app.reports.field_values import field_table

R = Inspection
BOOKING = (R.number, R.order, R.customer, R.plant, R.ready, R.proposed, R.note)
DATE = (R.number, R.order, R.customer, R.plant, R.method, R.inspector, R.agreed)
DANGER = (R.number, R.order, R.customer, R.plant, R.agreed, R.ready, R.danger)
RESULT = (R.number, R.order, R.customer, R.actual, R.result, R.critical, R.major, R.minor, R.findings, R.rework_by)


def booking(found: Sequence[Any]) -> Draft:
    """Return the call to sales to book inspections."""
    return Draft(_n("Please book {count} inspection", "Please book {count} inspections", len(found)).format(
                     count=len(found)),
                 _("The orders below will be ready on the days named. Please book the inspections; the proposed day is "
                   "the first on which the goods are ready and an inspector has time."), *field_table(found, BOOKING))


def agreed(found: Sequence[Any]) -> Draft:
    """Return the agreed days for the departments."""
    return Draft(_("Inspection dates agreed"),
                 _("The inspections below are agreed. Please have goods, papers and people ready; the dates stand in "
                   "the schedule."), *field_table(found, DATE), papers=("inspection_notice",))


def danger(found: Sequence[Any]) -> Draft:
    """Return the report that goods won't be ready for their inspection."""
    return Draft(_("Inspections in danger: {orders}").format(orders="、".join(str(i.order) for i in found)),
                 _("By the present pace the goods below will not be ready for their inspection. Please say what can be "
                   "done, or agree on another day with the customer."), *field_table(found, DANGER))


def result(found: Sequence[Any]) -> Draft:
    """Return the results."""
    return Draft(_("Inspection results"), _("The results of the inspections:"), *field_table(found, RESULT),
                 papers=("inspection_report",))


SALES, DEPARTMENTS = N_("Sales and market department"), N_("Production departments")
NOTICES = (Notice("booking", N_("Sales: please book"), (SALES,), booking),
           Notice("agreed", N_("Departments: date agreed"), (DEPARTMENTS,), agreed),
           Notice("danger", N_("In danger"), (SALES, DEPARTMENTS), danger),
           Notice("result", N_("Result"), (SALES, DEPARTMENTS), result))
