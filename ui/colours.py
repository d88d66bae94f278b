"""Every colour of the window, by name, for light and dark; nothing else in the program names a colour."""

from __future__ import annotations

from app.domain.frozen import frozen
from app.domain.text import N_


@frozen
class Colours:
    """The colours of one mode, as #RRGGBB."""

    name: str
    window: str
    base: str
    raised: str
    alternate: str
    header: str
    text: str
    muted: str
    disabled: str
    placeholder: str
    line: str
    border: str
    border_strong: str
    field: str
    """The border of what is typed into."""
    hover: str
    pressed: str
    accent: str
    accent_hover: str
    accent_text: str
    selection: str
    selection_text: str
    tooltip: str
    tooltip_text: str
    scroll: str
    scroll_hover: str


LIGHT = Colours(
    name="light",
    window="#F4F5F7",
    base="#FFFFFF",
    raised="#FFFFFF",
    alternate="#FAFBFC",
    header="#F7F8FA",
    text="#1F2430",
    muted="#5B6270",
    disabled="#A3A9B4",
    placeholder="#6B7280",
    line="#E7E9ED",
    border="#D5D9E0",
    border_strong="#B9BFCA",
    field="#878E9C",
    hover="#ECEEF2",
    pressed="#E0E3E9",
    accent="#2563C9",
    accent_hover="#1D54B0",
    accent_text="#FFFFFF",
    selection="#DBE7FB",
    selection_text="#142B52",
    tooltip="#FFFFFF",
    tooltip_text="#1F2430",
    scroll="#C6CBD4",
    scroll_hover="#9FA6B3",
)

DARK = Colours(
    name="dark",
    window="#1B1E24",
    base="#22262D",
    raised="#2A2F38",
    alternate="#252A31",
    header="#272C34",
    text="#E4E7EC",
    muted="#A9AFBA",
    disabled="#666D79",
    placeholder="#8F97A4",
    line="#31363F",
    border="#3D434E",
    border_strong="#565D6A",
    field="#79818F",
    hover="#2F343E",
    pressed="#3A404B",
    accent="#6AA0F8",
    accent_hover="#86B2FA",
    accent_text="#10151D",
    selection="#2C4268",
    selection_text="#EAF1FE",
    tooltip="#2A2F38",
    tooltip_text="#E4E7EC",
    scroll="#4A515D",
    scroll_hover="#6A7280",
)


@frozen
class Status:
    """A meaning that has a colour: its name for legends, and (strong, soft) for light and for dark.

    Strong is for text, icons and bars; soft is a background that text stays readable on.
    """

    label: str
    light: tuple[str, str]
    dark: tuple[str, str]


STATUSES = {
    "late": Status(N_("Late"), ("#B3261E", "#FCE4E2"), ("#FF8F87", "#4A2426")),
    "problem": Status(N_("Problem"), ("#B3261E", "#FCE4E2"), ("#FF8F87", "#4A2426")),
    "endangered": Status(N_("Endangered"), ("#8A5200", "#FDEBDD"), ("#F7A266", "#472C1B")),
    "today": Status(N_("Today"), ("#8A5200", "#FFF3D6"), ("#F2B84B", "#42351A")),
    "soon": Status(N_("Soon"), ("#6E5B00", "#FBF6CF"), ("#D9C75A", "#3A371D")),
    "ahead": Status(N_("In time"), ("#1F58B8", "#E3EDFC"), ("#84B2FA", "#22334F")),
    "running": Status(N_("Running"), ("#1F58B8", "#E3EDFC"), ("#84B2FA", "#22334F")),
    "done": Status(N_("Done"), ("#216B38", "#E0F3E5"), ("#63C57E", "#1D3A27")),
    "waiting": Status(N_("Waiting"), ("#5F6672", "#EEF0F3"), ("#A4ABB8", "#2B3038")),
    "changed": Status(N_("Changed"), ("#8A5200", "#FFF3D6"), ("#F2B84B", "#42351A")),
    "new": Status(N_("New"), ("#216B38", "#E0F3E5"), ("#63C57E", "#1D3A27")),
    "off": Status(N_("Not in use"), ("#5F6672", "#EEF0F3"), ("#A4ABB8", "#2B3038")),
}

SERIES = (
    ("#4C7FD9", "#5B8DE3"),
    ("#3A9E8C", "#45AD9A"),
    ("#D98A3D", "#E09A55"),
    ("#8E6BC9", "#9D7DD6"),
    ("#C75C7A", "#D36F8B"),
    ("#6E9B3C", "#7FAC4E"),
    ("#3F93B8", "#50A3C8"),
    ("#B3824F", "#C09260"),
    ("#7380A8", "#8390B8"),
    ("#A65FA3", "#B572B2"),
)
"""Quiet colours to tell customers or lines apart, (light, dark), in this order."""

ROW_MARKS = {"yellow": (("#FFF6D6", "#B98A00"), ("#3D3618", "#D9B53C")),
             "blue": (("#E1EDFB", "#2563C9"), ("#1E3147", "#6AA0F8")),
             "green": (("#E2F3E4", "#2B8044"), ("#1E3524", "#63C57E")),
             "red": (("#FCE3E1", "#C9302C"), ("#452424", "#FF7B72"))}
"""The named colours of rows: (soft ground, strong edge) for light and for dark."""
PLAIN_ROW = ("#FFFFFF", "#1E222A")
