"""Messages: the distribution lists, and what was told to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.database import connection
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.sheet import Action, Area, Group, Lines, Sheet, View
from app.domain.text import N_, _
from app.masters.mailing import MailList, MailListMember, Message, MessageAbout


def _again(change: Change, messages: Sequence[Any]) -> None:
    """Let mails that did not leave be tried anew; they lie in the outbox of the PC that wrote them."""
    from app.mail import outbox

    kept = {made.message: made for made in outbox.waiting() if made.file == str(connection.place_of_database())}
    for message in messages:
        if message.id not in kept:
            raise Refused([Problem(_("“{message}” lies in the outbox of another PC or user; send it again from there, "
                                     "or tell it anew.").format(message=message), None, True)], message)
        message.state, message.trouble = "queued", None
        change.save(message)
        outbox.try_again(kept[message.id].key)


M, L = Message, MailListMember
MESSAGES = Sheet(
    "messages", M, N_("Messages"),
    table=(M.at, M.subject, M.recipients, M.copies, M.way, M.state, M.files, M.trouble, M.created_by),
    form=(Group(N_("Message"), (M.at, M.subject, M.recipients, M.copies, M.way, M.state, M.files, M.trouble, M.text)),),
    lines=(Lines(MessageAbout, MessageAbout.message, N_("About"), (MessageAbout.name, MessageAbout.place,
                                                                   MessageAbout.record)),),
    order=(M.id.desc(),), locked=lambda record: True,
    actions=(Action(N_("Send again"), _again, lambda m: m.state == "failed", "send"),),
    views=(View(N_("Did not leave"), lambda today: M.state == "failed"),),
    empty=N_("What was told to whom stands here. “Notify” on any page makes a message ready."),
)
LISTS = Sheet(
    "mail_lists", MailList, N_("Distribution lists"),
    table=(MailList.title, MailList.note),
    form=(Group(N_("Distribution list"), (MailList.title, MailList.note)),),
    lines=(Lines(L, L.mail_list, N_("Who is on it"), (L.person, L.department, L.company, L.address, L.copy)),),
    order=(MailList.title,),
    empty=N_("Who must be told of what. Each notice of the program goes to its list."),
)
AREA = Area("messages", N_("Messages"), N_("Every day"), "mail", (MESSAGES, LISTS))
