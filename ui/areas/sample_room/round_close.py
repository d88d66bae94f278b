"""What a round is about to write, shown before it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from app.areas.sample_room.rounds import MOVED
from app.areas.sample_room.scanning import Walk
from app.domain.text import _, _n

SHOWN = 12


class CloseRound(QDialog):
    """Says how many are missing, faulty, elsewhere; asks whether the new places are to be entered."""

    def __init__(self, walk: Walk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Close the round"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        counts, left = walk.counts(), walk.left()
        heading = QLabel(_n("{present} of {expected} sample is there.", "{present} of {expected} samples are there.",
                            counts["expected"]).format(**counts), self)
        heading.setProperty("role", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(heading)
        if left:
            names = "、".join(f"{s.number} {s.model}" for s in left[:SHOWN])
            more = f" … (+{len(left) - SHOWN})" if len(left) > SHOWN else ""
            self._line(layout, _("{count} not found become “missing”, to be told to administration: {names}").format(
                count=len(left), names=names + more))
        if counts["faulty"]:
            self._line(layout, _("{count} faulty: a repair is opened for each.").format(count=counts["faulty"]))
        if counts["unknown"]:
            self._line(layout, _("{count} are not in the register; they are kept in the round's lines.").format(
                count=counts["unknown"]))
        self.places = QCheckBox(_("Enter the places where moved samples were found ({count})").format(
            count=counts["moved"]), self)
        self.places.setChecked(True)
        self.places.setVisible(any(f.presence == MOVED for f in walk.findings.values()))
        layout.addWidget(self.places)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Close the round"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _line(self, layout: QVBoxLayout, text: str) -> None:
        words = QLabel(text, self)
        words.setWordWrap(True)
        layout.addWidget(words)
