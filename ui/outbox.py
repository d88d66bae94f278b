"""Sends what lies in the outbox, beside the window and the database; the records learn what became of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.areas import notifying
from app.domain.text import N_, _
from app.mail import outbox
from app.mail.account import Account, NoVault, account, password
from app.mail.sending import MailTrouble, send
from ui.work import Work

LOOK_EVERY = 60_000
"""Milliseconds between two looks into the outbox."""


class OutboxSender(QObject):
    """One thread at a time hands the waiting mails to the server."""

    told = Signal(str, str)
    _done = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None,
                 hand_over: Callable[[Account, str, bytes], None] = send) -> None:
        super().__init__(parent)
        self.work, self.hand_over = work, hand_over
        self._running = False
        self._done.connect(self._deliver)
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY)
        self._clock.timeout.connect(self.turn)
        self._clock.start()

    def turn(self) -> None:
        """Send what is due, unless a turn is under way."""
        own = account()
        if self._running or not own.can_send or not outbox.waiting():
            return
        self._running = True
        threading.Thread(target=self._run, args=(own,), name="outbox", daemon=True).start()

    def _run(self, own: Account) -> None:
        def hand(mail: bytes) -> None:
            try:
                secret = password(own)
            except NoVault as error:
                raise MailTrouble(str(error), passing=False) from error
            self.hand_over(own, secret, mail)

        self._done.emit(outbox.turn(hand))

    def _deliver(self, results: list[tuple[outbox.Waiting, str]]) -> None:
        self._running = False
        here = str(self.work.path)
        mine = [(mail.message, trouble) for mail, trouble in results if mail.file == here]

        def task(change: Any) -> None:
            for number, trouble in mine:
                notifying.left(change, number, trouble)

        if mine:
            self.work.write(self, N_("Mail"), task)
        for mail, trouble in results:
            if not trouble:
                self.told.emit(_("“{subject}” was sent.").format(subject=mail.subject), "done")
            elif not mail.tries:
                self.told.emit(_("“{subject}” did not leave: {trouble}").format(subject=mail.subject, trouble=trouble),
                               "problem")
