"""The user's mail account: server and sender in the personal settings, the password in the system's own store."""

from __future__ import annotations

from app.database.settings import Personal, Setting
from app.domain.frozen import frozen
from app.domain.text import N_, _

SERVER = Setting("mail_server", N_("Mail server (SMTP)"), "")
PORT = Setting("mail_port", N_("Port"), 465)
SECURITY = Setting("mail_security", N_("Security"), "ssl")
USER = Setting("mail_user", N_("Account"), "")
SENDER = Setting("mail_sender", N_("Own mail address"), "")

SECURITIES = (("ssl", N_("SSL/TLS")), ("starttls", N_("STARTTLS")), ("none", N_("none (inside the company only)")))
VAULT = "Gendan mail"


class NoVault(Exception):
    """The system has no store for passwords; the text says what follows from that."""

    def __init__(self) -> None:
        super().__init__(_("This PC has no store for passwords, so the mail password is not kept. Open the drafts in "
                           "your mail program instead."))


@frozen
class Account:
    """How mail leaves; a server is needed to send, the address is enough for drafts."""

    server: str
    port: int
    security: str
    user: str
    sender: str

    @property
    def can_send(self) -> bool:
        """Whether mail can be sent without a mail program."""
        return bool(self.server and self.sender)


def account(personal: Personal | None = None) -> Account:
    """Return the user's account."""
    own = personal or Personal()
    return Account(own.get(SERVER), own.get(PORT), own.get(SECURITY), own.get(USER), own.get(SENDER))


def keep_account(made: Account, personal: Personal | None = None) -> None:
    """Keep the account, without any password."""
    own = personal or Personal()
    own.set(PORT, made.port)
    for setting, value in ((SERVER, made.server), (SECURITY, made.security), (USER, made.user), (SENDER, made.sender)):
        own.set(setting, value)


def password(of: Account) -> str:
    """Return the password from the system's store, empty where none is kept."""
    if not of.user:
        return ""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(VAULT, f"{of.user}@{of.server}") or ""
    except (KeyringError, RuntimeError) as error:
        raise NoVault from error


def keep_password(of: Account, secret: str) -> None:
    """Put the password into the system's store; an empty one is taken out."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    place = f"{of.user}@{of.server}"
    try:
        if secret:
            keyring.set_password(VAULT, place, secret)
        else:
            keyring.delete_password(VAULT, place)
    except PasswordDeleteError:
        return
    except (KeyringError, RuntimeError) as error:
        raise NoVault from error
