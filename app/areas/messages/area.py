"""Messages: the distribution lists, and what was told to whom."""

from __future__ import annotations

from app.domain.sheet import Area, Group, Lines, Sheet
from app.domain.text import N_
from app.masters.mailing import MailList, MailListMember, Message, MessageAbout

M, L = Message, MailListMember
MESSAGES = Sheet(
    "messages", M, N_("Messages"),
    table=(M.at, M.subject, M.recipients, M.copies, M.way, M.state, M.files, M.trouble, M.created_by),
    form=(Group(N_("Message"), (M.at, M.subject, M.recipients, M.copies, M.way, M.state, M.files, M.trouble, M.text)),),
    lines=(Lines(MessageAbout, MessageAbout.message, N_("About"), (MessageAbout.name, MessageAbout.place,
                                                                   MessageAbout.record)),),
    order=(M.id.desc(),), locked=lambda record: True,
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
