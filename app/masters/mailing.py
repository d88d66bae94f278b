"""Distribution lists, and what was told to whom: every message with the records it was about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from app.database.fields import Choice, Code, Flag, Integer, Link, LongText, Moment, Text
from app.database.record import Record
from app.domain.problem import Problem, Refused
from app.domain.text import N_, _
from app.masters.checks import unique
from app.masters.company import Company, Department, Person


class MailList(Record):
    """A distribution list: who must know of something."""

    title = Text(N_("Distribution list"), required=True, width=22)
    key = Code(N_("Used by the program as"), width=18)
    note = Text(N_("Note"), width=24)

    shown = (title,)
    checks = (unique("title"),)

    class Meta:
        table_name = "mail_list"


def _names_somebody(member: Any) -> Problem | None:
    if member.person_id or member.department_id or member.company_id or member.address:
        return None
    return Problem(_("A line of a distribution list names a person, a department, a company or an address."),
                   MailListMember.person, True)


class MailListMember(Record):
    """One line of a list: a person, a whole department, a company, or a plain address."""

    mail_list = Link(N_("Distribution list"), MailList, required=True)
    person = Link(N_("Person"), Person, width=10)
    department = Link(N_("Department"), Department, width=12)
    company = Link(N_("Company"), Company, width=16)
    address = Text(N_("Mail address"), width=22)
    copy = Flag(N_("Copy only"))

    shown = (mail_list, person, department, company, address)
    checks = (_names_somebody,)

    class Meta:
        table_name = "mail_list_member"


WAYS = (("draft", N_("draft in the mail program")), ("mail", N_("mail")), ("text", N_("copied text")),
        ("print", N_("paper")))
STATES = (("opened", N_("opened as a draft")), ("queued", N_("in the outbox")), ("sent", N_("sent")),
          ("failed", N_("did not leave")), ("copied", N_("copied")))


class Message(Record):
    """What was told: subject, text, to whom, how, when."""

    at = Moment(N_("When"), required=True)
    subject = Text(N_("Subject"), required=True, width=34)
    recipients = LongText(N_("To whom"), width=30)
    copies = LongText(N_("Copy to"), width=16)
    text = LongText(N_("Text"))
    way = Choice(N_("How"), WAYS, required=True, width=10)
    state = Choice(N_("State"), STATES, required=True, width=9)
    files = Text(N_("Files"), width=22)
    trouble = Text(N_("Why it did not leave"), width=28)
    notice = Code(N_("Kind"))

    shown = (subject,)

    class Meta:
        table_name = "message"
        indexes = ((("at",), False),)


class MessageAbout(Record):
    """A record that a message was about."""

    message = Link(N_("Message"), Message, required=True)
    place = Code(N_("Table"), required=True)
    record = Integer(N_("Record"), required=True)
    name = Text(N_("What about"), width=24)

    shown = (message, name)

    class Meta:
        table_name = "message_about"
        indexes = ((("place", "record"), False),)


def reached(message: Message) -> bool:
    """Tell whether a message went to somebody; one that was copied as text is told only when somebody says so."""
    return message.state in ("opened", "queued", "sent")


def was_worded(record: Any, notice: str) -> bool:
    """Tell whether there is a message of a notice about a record, copied text and paper among them."""
    return MessageAbout.select().join(Message).where(
        (MessageAbout.place == record._meta.table_name) & (MessageAbout.record == record.id)
        & (MessageAbout.deleted == 0) & (Message.deleted == 0) & (Message.notice == notice)).exists()


def after_telling(notice: str, run: Callable[..., Any]) -> Callable[..., Any]:
    """Return an action that notes records as told, and refuses those of which no message was ever made."""

    def told(change: Any, records: Sequence[Any], *answers: Any) -> Any:
        silent = [record for record in records if not was_worded(record, notice)]
        if silent:
            raise Refused([Problem(_("Nobody was told of “{record}” yet: press “Notify” first. A text that you copied "
                                     "there counts once you note it here.").format(record=silent[0]), None, True)],
                          silent[0])
        return run(change, records, *answers)

    return told


def people_of(keys: Iterable[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[str]]:
    """Return (name, address) to write to, those who get a copy, and the names that have no address.

    `keys` are the names of lists as areas give them; one without a list of its own is looked for among departments.
    """
    to: dict[str, str] = {}
    copies: dict[str, str] = {}
    lacking: dict[str, None] = {}
    for key in keys:
        found = MailList.get_or_none((MailList.deleted == 0) & ((MailList.key == key) | (MailList.title == _(key))))
        members = list(MailListMember.select().where(
            (MailListMember.mail_list == found) & (MailListMember.deleted == 0))) if found is not None else []
        if not members:
            department = Department.get_or_none((Department.name == _(key)) & (Department.deleted == 0))
            person = Person.get_or_none((Person.name == key) & (Person.deleted == 0))
            members = [MailListMember(department=department, person=person)] if department or person else []
        if not members:
            lacking[_(key)] = None
        for member in members:
            for name, address in _addresses(member):
                if not address:
                    lacking[name] = None
                elif member.copy:
                    copies.setdefault(address, name)
                else:
                    to.setdefault(address, name)
    return ([(n, a) for a, n in to.items()], [(n, a) for a, n in copies.items() if a not in to], list(lacking))


def _addresses(member: MailListMember) -> Sequence[tuple[str, str]]:
    if member.person_id:
        return [(member.person.name, member.person.email or "")] if not member.person.left else []
    if member.department_id:
        department = member.department
        if department.email:
            return [(department.name, department.email)]
        people = Person.select().where((Person.department == department) & (Person.deleted == 0) & (Person.left == 0)
                                       & Person.email.is_null(False))
        return [(p.name, p.email) for p in people] or [(department.name, "")]
    if member.company_id:
        return [(member.company.contact or member.company.name, member.company.email or "")]
    return [(member.address, member.address)]


def messages_about(place: str, record: int) -> list[Message]:
    """Return the messages about a record, newest first."""
    return list(Message.select().join(MessageAbout, on=(MessageAbout.message == Message.id)).where(
        (MessageAbout.place == place) & (MessageAbout.record == record) & (Message.deleted == 0))
        .order_by(Message.id.desc()).distinct())
