"""The first page: try the demo company, make a new file, open one on the shared drive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.database.place import place_of
from app.domain.text import _
from ui.icons import icon
from ui.theme import colour
from ui.work import Work

SUFFIX = ".gendan"


def documents() -> Path:
    """Return the user's folder of documents, where new files are proposed."""
    import platformdirs

    return Path(platformdirs.user_documents_dir())


class FirstRun(QWidget):
    """Three cards, and a line for a server's address; `chosen` carries what is to be opened."""

    chosen = Signal(object)
    demo_wanted = Signal(object)
    new_wanted = Signal(object)

    def __init__(self, recent: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pool = QThreadPool(self)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        title = QLabel(_("Welcome to Gendan"))
        title.setProperty("role", "title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(title)
        words = QLabel(_("Orders, schedule and daily sheets of your factories, in one file that the whole office "
                         "shares."))
        words.setProperty("role", "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(words)
        layout.addSpacing(22)
        grid = QGridLayout()
        grid.setSpacing(16)
        for place, (sign, name, text, button, do) in enumerate(self._cards()):
            grid.addWidget(self._card(sign, name, text, button, do, place == 0), 0, place)
        row = QWidget()
        row.setLayout(grid)
        row.setMaximumWidth(960)
        layout.addWidget(row, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(14)
        line = self._server_line()
        other = QPushButton(_("Other ways…"))
        other.setFlat(True)
        other.clicked.connect(lambda _on=False: (line.show(), other.hide(), self.address.setFocus()))
        line.hide()
        layout.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        self._add_recent(layout, recent)
        layout.addStretch(3)

    def _cards(self) -> list[tuple[str, str, str, str, Callable[[], object]]]:
        return [
            ("presentation", _("Try the demo company"),
             _("Two plants, twelve lines, three hundred orders around today. Everything can be tried, nothing can "
               "be broken."), _("Make the demo company"), self.make_demo),
            ("plus", _("Begin with a new file"),
             _("An empty company file in your documents. Drop the schedule workbook that you have onto it, and you "
               "are at work."), _("New file…"), self.make_new),
            ("hard-drive", _("Open a file on the shared drive"),
             _("Somebody in the office has made the file already. Choose it once; it opens by itself from then on."),
             _("Open a file…"), self.open_file)]

    def _card(self, sign: str, name: str, text: str, button: str, do: Callable[[], object], first: bool) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(290)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 20, 20, 20)
        inside.setSpacing(10)
        picture = QLabel()
        picture.setPixmap(icon(sign, colour("accent").name()).pixmap(QSize(28, 28)))
        heading = QLabel(name)
        heading.setProperty("role", "heading")
        words = QLabel(text)
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setMinimumHeight(92)
        push = QPushButton(button)
        push.setProperty("primary", first)
        push.clicked.connect(lambda _checked=False: do())
        for widget in (picture, heading, words, push):
            inside.addWidget(widget)
        return card

    def _server_line(self) -> QWidget:
        """Return the line for the offices that have a PostgreSQL server."""
        line = QWidget()
        line.setFixedWidth(900)
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        self.address = QLineEdit()
        self.address.setPlaceholderText("postgresql://name@server/company")
        self.address.setAccessibleName(_("Address of the server"))
        self.address.returnPressed.connect(self.open_server)
        self.wrong = QLabel()
        self.wrong.setProperty("role", "problem")
        open_it, make_it = QPushButton(_("Open")), QPushButton(_("Begin an empty one there"))
        open_it.clicked.connect(lambda _checked=False: self.open_server())
        make_it.clicked.connect(lambda _checked=False: self.open_server(new=True))
        for widget in (QLabel(_("On a PostgreSQL server:")), self.address, self.wrong, open_it, make_it):
            inside.addWidget(widget, 1 if widget is self.address else 0)
        return line

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses the button that has the focus, as Space does."""
        held = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(held, QPushButton):
            held.click()
        else:
            super().keyPressEvent(event)

    def offer_restore(self, work: Work, path: Path) -> None:
        """Offer the backups of a file that is damaged and can't be opened."""
        self.way_back = QPushButton(_("Backups of “{file}”…").format(file=path.name))
        self.way_back.setProperty("primary", True)
        self.way_back.clicked.connect(lambda _checked=False: self.show_backups(work, path))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.way_back, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_backups(self, work: Work, path: Path) -> QDialog:
        """Show the backups in a window of their own; a restored file is opened."""
        from ui.messages import Messages
        from ui.restore import RestorePage

        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Backups and restore"))
        dialog.resize(980, 620)
        messages, page = Messages(dialog), RestorePage(work, path=path)
        page.told.connect(messages.tell)
        page.restored.connect(dialog.accept)
        page.restored.connect(self.chosen.emit)
        inside = QVBoxLayout(dialog)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(page, 1)
        messages.raise_()
        dialog.open()
        return dialog

    def open_server(self, new: bool = False) -> None:
        """Open the database of the address, or make a company in it; the password goes to the credential store."""
        text = self.address.text().strip()
        try:
            place = place_of(text)
        except ValueError:
            place = Path(text)
        if isinstance(place, Path):
            self.wrong.setText(_("An address reads postgresql://name@server/company"))
            return
        self.wrong.setText("")
        if place.password:
            from app.database.postgresql import keep_password

            keep_password(place)
        (self.new_wanted if new else self.chosen).emit(place)

    def _add_recent(self, layout: QVBoxLayout, recent: list[str]) -> None:
        there = [name for name in recent if name][:4]
        if not there:
            return
        layout.addSpacing(18)
        for name in there:
            link = QPushButton(_("Open again: {file}").format(file=name))
            link.setFlat(True)
            link.clicked.connect(lambda _checked=False, n=name: self.chosen.emit(place_of(n)))
            layout.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)

    def make_demo(self) -> None:
        """Make the demo company in the user's documents, under a name that is still free."""
        self.demo_wanted.emit(_free(documents() / f"{_('Gendan demo')} {date.today()}{SUFFIX}"))

    def make_new(self) -> None:
        """Ask where the new file shall lie."""
        dialog = QFileDialog(self, _("New company file"), str(documents()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.setNameFilter(_("Gendan files") + f" (*{SUFFIX})")
        dialog.selectFile(_("company"))
        dialog.fileSelected.connect(lambda name: self.new_wanted.emit(Path(name)))
        dialog.open()

    def open_file(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, _("Open a company file"), str(documents()))
        dialog.setNameFilter(_("Gendan files") + f" (*{SUFFIX});;" + _("All files") + " (*)")
        dialog.fileSelected.connect(lambda name: self.chosen.emit(Path(name)))
        dialog.open()


def _free(path: Path) -> Path:
    """Return the path, or the next one with a number that is not taken."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_name(f"{path.stem} {number}{path.suffix}"), number + 1
    return found
