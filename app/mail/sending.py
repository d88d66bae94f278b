"""Hands mail to the server; what goes wrong is said in words, and whether trying again can help."""

from __future__ import annotations

import smtplib
import ssl
from email import message_from_bytes
from email.policy import SMTP
from email.utils import getaddresses

from app.domain.text import _
from app.mail.account import Account

WAIT = 20.0
"""Seconds for one answer of the server."""


class MailTrouble(Exception):
    """A mail did not leave; `passing` where it may leave later without anybody's doing."""

    def __init__(self, text: str, passing: bool) -> None:
        super().__init__(text)
        self.passing = passing


def send(account: Account, secret: str, mail: bytes) -> None:
    """Hand one mail to the server of the account."""
    parsed = message_from_bytes(mail, policy=SMTP)
    people = [address for _name, address in getaddresses([*parsed.get_all("To", []), *parsed.get_all("Cc", [])])]
    try:
        with _connected(account) as server:
            if account.user and secret:
                server.login(account.user, secret)
            server.sendmail(account.sender, people, mail)
    except smtplib.SMTPAuthenticationError as error:
        raise MailTrouble(_("The mail server {server} does not accept the account “{user}” with this password. Enter "
                            "it again in the settings; some servers want a code of their own for programs.").format(
            server=account.server, user=account.user), passing=False) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise MailTrouble(_("The mail server refuses the address {addresses}.").format(
            addresses=", ".join(error.recipients)), passing=False) from error
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        raise MailTrouble(_("The mail server {server} answers: {said}").format(server=account.server, said=said),
                          passing=400 <= error.smtp_code < 500) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailTrouble(_("The mail server {server} can't be reached ({error}). The mail waits in the outbox.")
                          .format(server=account.server, error=error), passing=True) from error


def _connected(account: Account) -> smtplib.SMTP:
    secure = ssl.create_default_context()
    if account.security == "ssl":
        return smtplib.SMTP_SSL(account.server, account.port, timeout=WAIT, context=secure)
    server = smtplib.SMTP(account.server, account.port, timeout=WAIT)
    try:
        if account.security == "starttls":
            server.starttls(context=secure)
    except BaseException:
        server.close()
        raise
    return server
