"""Which columns a table shows, in which order, frozen where; and views saved under a name, own or the office's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QToolButton

from app.database.query import Filter
from app.database.settings import Personal, Setting, office, set_office
from app.domain.sheet import Sheet
from app.domain.text import N_, _
from ui.icons import icon
from ui.table_view import SheetView
from ui.work import Work

if TYPE_CHECKING:
    from ui.page import SheetPage


def _own(sheet: Sheet) -> Setting[dict[str, Any]]:
    return Setting(f"table.{sheet.key}", N_("Table layout"), {})


def _shared(sheet: Sheet) -> Setting[dict[str, Any]]:
    return Setting(f"views.{sheet.key}", N_("Views of the office"), {})


class ColumnChooser(QObject):
    """The button and menu above a table."""

    def __init__(self, view: SheetView, sheet: Sheet, work: Work, page: SheetPage) -> None:
        super().__init__(page)
        self.view, self.sheet, self.work, self.page = view, sheet, work, page
        self.personal = Personal()
        self.button = QToolButton()
        self.button.setIcon(icon("columns-3"))
        self.button.setText(_("Columns and views"))
        self.button.setToolTip(_("Choose columns, freeze them, save what you see as a view"))
        self.button.clicked.connect(lambda: self.open_menu(self.button.mapToGlobal(QPoint(0, self.button.height()))))
        self._office_views: dict[str, Any] = {}
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(700)
        self._saving.timeout.connect(self._keep)
        self._restore(self.personal.get(_own(sheet)))
        self.fitted = bool(self.personal.get(_own(sheet)).get("widths"))
        header = view.header
        header.sectionResized.connect(lambda *_: self._saving.start())
        header.sectionMoved.connect(lambda *_: self._saving.start())
        work.read(self, lambda: office(_shared(sheet)), self._take_office_views)

    def _take_office_views(self, found: dict[str, Any]) -> None:
        self._office_views = found

    def fit_once(self) -> None:
        """Fit the columns to their first rows, unless the user has chosen widths before."""
        if not self.fitted and self.view.model().rowCount():
            self.fitted = True
            self.view.fit_columns()
            self._saving.stop()

    def open_menu(self, at: QPoint, column: int = -1) -> None:
        """Open the menu; a column that was clicked on can be hidden or frozen up to."""
        menu = QMenu(self.page)
        if column >= 0:
            title = _(self.sheet.columns[column].title)
            menu.addAction(_("Hide “{column}”").format(column=title), lambda: self._hide(column, True))
            place = self.view.header.visualIndex(column) + 1
            menu.addAction(_("Freeze up to “{column}”").format(column=title), lambda: self._freeze(place))
        if self.view.frozen.count:
            menu.addAction(_("Freeze no columns"), lambda: self._freeze(0))
        shown = menu.addMenu(icon("columns-3"), _("Columns"))
        for place, each in enumerate(self.sheet.columns):
            action = shown.addAction(_(each.title))
            action.setCheckable(True)
            action.setChecked(not self.view.isColumnHidden(place))
            action.toggled.connect(lambda on, p=place: self._hide(p, not on))
        menu.addAction(icon("refresh-cw"), _("Columns as they came"), self.reset)
        menu.addSeparator()
        for views, label in ((self._own_views(), _("My views")), (self._office_views, _("Views of the office"))):
            if views:
                menu.addSection(label)
            for name, kept in views.items():
                menu.addAction(icon("star"), name, lambda k=kept: self._show(k))
        menu.addSeparator()
        menu.addAction(_("Save as my view…"), lambda: self._save_view(False))
        menu.addAction(_("Save as a view of the office…"), lambda: self._save_view(True))
        if own := self._own_views():
            remove = menu.addMenu(_("Remove my view"))
            for name in own:
                remove.addAction(name, lambda n=name: self._remove_view(n))
        menu.popup(at)

    def reset(self) -> None:
        """Show all columns in their own order."""
        header = self.view.header
        for place in range(header.count()):
            self.view.setColumnHidden(place, False)
            header.moveSection(header.visualIndex(place), place)
        self._freeze(0)
        self.view.fit_columns()
        self._keep()

    def _hide(self, column: int, hidden: bool) -> None:
        self.view.setColumnHidden(column, hidden)
        self.view.frozen.place()
        self._keep()

    def _freeze(self, count: int) -> None:
        self.view.frozen.freeze(count)
        self._keep()

    def _layout(self) -> dict[str, Any]:
        header = self.view.header
        keys = [c.key for c in self.sheet.columns]
        return {"order": [keys[header.logicalIndex(v)] for v in range(header.count())],
                "hidden": [k for n, k in enumerate(keys) if self.view.isColumnHidden(n)],
                "widths": {k: self.view.columnWidth(n) for n, k in enumerate(keys) if not self.view.isColumnHidden(n)},
                "frozen": self.view.frozen.count}

    def _restore(self, kept: dict[str, Any]) -> None:
        places = {c.key: n for n, c in enumerate(self.sheet.columns)}
        header = self.view.header
        for target, key in enumerate(k for k in kept.get("order", []) if k in places):
            header.moveSection(header.visualIndex(places[key]), target)
        for key, width in kept.get("widths", {}).items():
            if key in places and isinstance(width, int) and 20 <= width <= 2000:
                self.view.setColumnWidth(places[key], width)
        for key, place in places.items():
            self.view.setColumnHidden(place, key in kept.get("hidden", []))
        self.view.frozen.freeze(int(kept.get("frozen", 0)))

    def _keep(self) -> None:
        kept = self.personal.get(_own(self.sheet))
        self.personal = Personal()
        self.personal.set(_own(self.sheet), {**self._layout(), "views": kept.get("views", {})})

    def _own_views(self) -> dict[str, Any]:
        return dict(self.personal.get(_own(self.sheet)).get("views", {}))

    def _save_view(self, for_office: bool) -> None:
        ask = QInputDialog(self.page)
        ask.setWindowTitle(_("Save view"))
        ask.setLabelText(_("Name of the view"))
        ask.setTextEchoMode(QLineEdit.EchoMode.Normal)
        ask.textValueSelected.connect(lambda name: self.save_view(name, for_office))
        ask.open()

    def save_view(self, name: str, for_office: bool = False) -> None:
        """Keep columns, filters and sorting under a name."""
        if not name.strip():
            return
        filters, sort = self.page.asking.state
        kept = {**self._layout(), "filters": [_as_json(f) for f in filters], "sort": sort}
        if for_office:
            views = {**self._office_views, name: kept}
            self.work.write(self, _("Save view"), lambda change: set_office(change, _shared(self.sheet), views),
                            lambda _outcome: self._take_office_views(views))
            return
        own = self.personal.get(_own(self.sheet))
        self.personal.set(_own(self.sheet), {**own, "views": {**own.get("views", {}), name: kept}})

    def _remove_view(self, name: str) -> None:
        own = self.personal.get(_own(self.sheet))
        views = {k: v for k, v in own.get("views", {}).items() if k != name}
        self.personal.set(_own(self.sheet), {**own, "views": views})

    def _show(self, kept: dict[str, Any]) -> None:
        self._restore(kept)
        self.page.asking.filter_by([_from_json(f) for f in kept.get("filters", [])],
                            [(k, bool(d)) for k, d in kept.get("sort", [])])


def _as_json(f: Filter) -> list[Any]:
    return json.loads(json.dumps([f.column, f.op, f.value], default=str))


def _from_json(kept: list[Any]) -> Filter:
    column, op, value = kept
    return Filter(column, op, tuple(value) if isinstance(value, list) else value)


