"""The company's logo as it stands on papers: chosen from a picture, made small enough for the shared file."""

from __future__ import annotations

import base64

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.text import _

LARGEST = QSize(600, 240)


class LogoChoice(QWidget):
    """The logo with the buttons that choose another and take it away."""

    def __init__(self, kept: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.picture = QLabel()
        choose = QPushButton(_("Choose a picture…"))
        self.away = QPushButton(_("Remove"))
        choose.clicked.connect(lambda _on=False: self._ask())
        self.away.clicked.connect(lambda _on=False: self.show_kept(""))
        for held in (self.picture, choose, self.away):
            row.addWidget(held)
        row.addStretch(1)
        self.show_kept(kept)

    def kept(self) -> str:
        """Return the logo as base64 of a PNG, empty for none."""
        return self._kept

    def show_kept(self, kept: str) -> None:
        """Show a logo that is kept."""
        self._kept = kept
        image = QImage.fromData(base64.b64decode(kept)) if kept else QImage()
        self.picture.setPixmap(QPixmap() if image.isNull() else QPixmap.fromImage(image).scaledToHeight(
            28, Qt.TransformationMode.SmoothTransformation))
        self.picture.setVisible(bool(kept))
        self.away.setVisible(bool(kept))

    def take(self, path: str) -> None:
        """Take a picture from a file."""
        image = QImage(path)
        if image.isNull():
            return
        if image.width() > LARGEST.width() or image.height() > LARGEST.height():
            image = image.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio,
                                 Qt.TransformationMode.SmoothTransformation)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        self.show_kept(base64.b64encode(buffer.data().data()).decode("ascii"))

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Choose a picture…"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(_("Pictures") + " (*.png *.jpg *.jpeg *.bmp)")
        dialog.fileSelected.connect(self.take)
        dialog.open()
