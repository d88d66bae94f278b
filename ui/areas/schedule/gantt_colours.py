"""Colours of the schedule for light and dark: the palette's own, and a small scheme for bars and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtGui import QColor, QPalette

from app.areas.schedule.board import Bar
from app.domain.frozen import frozen_slots
from app.domain.text import N_, _

COLOUR_BY = {
    "customer": N_("Colour by customer"),
    "lateness": N_("Colour by lateness"),
    "state": N_("Colour by order state"),
    "material": N_("Colour by material"),
}

_CUSTOMER = attrgetter("customer")
_HUES = (212, 164, 32, 268, 94, 332, 190, 48, 238, 6)
_GREEN, _AMBER, _RED, _BLUE, _TEAL, _GREY = 146, 38, 2, 212, 178, -1
_FIXED: dict[str, dict[str, tuple[int, str]]] = {
    "lateness": {
        "in_time": (_GREEN, N_("Finishes in time")),
        "endangered": (_AMBER, N_("Date in danger")),
        "late": (_RED, N_("Finishes too late")),
        "done": (_GREY, N_("All made")),
    },
    "state": {
        "planned": (_BLUE, N_("Step planned")),
        "running": (_GREEN, N_("In production")),
        "held": (_AMBER, N_("Order on hold")),
        "cancelled": (_RED, N_("Order cancelled")),
        "done": (_GREY, N_("Step finished")),
        "shipped": (_TEAL, N_("Order shipped")),
    },
    "material": {
        "ready": (_GREEN, N_("Material there in time")),
        "short": (_RED, N_("Material comes after the start")),
        "unknown": (_GREY, N_("Material date unknown")),
    },
}


@frozen_slots
class Tint:
    """The colours of one kind of bar: ground, the done part, the outline."""

    fill: QColor
    done: QColor
    edge: QColor


@frozen_slots
class Scheme:
    """All colours of one mode; made from the palette by `scheme_of`."""

    dark: bool
    base: QColor
    band: QColor
    text: QColor
    faint: QColor
    grid: QColor
    strong: QColor
    off: QColor
    holiday: QColor
    plant: QColor
    header: QColor
    accent: QColor
    accent_text: QColor
    today: QColor
    link: QColor
    red: QColor
    amber: QColor
    green: QColor
    grey: QColor
    inspect: QColor
    ship: QColor
    material: QColor
    baseline: QColor

    def tint(self, hue: int) -> Tint:
        """Return the bar colours of a hue (degrees; negative is grey)."""
        grey = hue < 0
        if self.dark:
            return Tint(_hsl(hue, 0.0 if grey else 0.34, 0.25), _hsl(hue, 0.0 if grey else 0.40, 0.37),
                        _hsl(hue, 0.0 if grey else 0.42, 0.56))
        if grey:
            return Tint(_hsl(0, 0.0, 0.95), _hsl(0, 0.0, 0.885), _hsl(0, 0.0, 0.68))
        return Tint(_hsl(hue, 0.72, 0.925), _hsl(hue, 0.60, 0.80), _hsl(hue, 0.46, 0.56))


def scheme_of(palette: QPalette) -> Scheme:
    """Return the scheme that suits a palette, light or dark."""
    base = palette.color(QPalette.ColorRole.Base)
    text = palette.color(QPalette.ColorRole.Text)
    accent = palette.color(QPalette.ColorRole.Highlight)
    dark = base.lightness() < 128
    return Scheme(
        dark=dark, base=base, band=mix(base, text, 0.012 if not dark else 0.02),
        text=text, faint=mix(text, base, 0.42), grid=mix(base, text, 0.065 if not dark else 0.09),
        strong=mix(base, text, 0.17 if not dark else 0.2),
        off=mix(base, text, 0.05 if not dark else 0.065), holiday=mix(base, QColor("#e5484d"), 0.09),
        plant=mix(base, accent, 0.09 if not dark else 0.14), header=mix(base, text, 0.03 if not dark else 0.045),
        accent=accent, accent_text=palette.color(QPalette.ColorRole.HighlightedText),
        today=QColor("#e5484d") if not dark else QColor("#ff6b6f"),
        link=mix(base, text, 0.5),
        red=QColor("#d92d33") if not dark else QColor("#ff6369"),
        amber=QColor("#e08a00") if not dark else QColor("#f5a524"),
        green=QColor("#2e9e5b") if not dark else QColor("#4cc38a"),
        grey=QColor("#b6bbc2") if not dark else QColor("#6b7178"),
        inspect=QColor("#7a4fd0") if not dark else QColor("#b197fc"),
        ship=QColor("#0b6bcb") if not dark else QColor("#6cb6ff"),
        material=QColor("#0c8a80") if not dark else QColor("#3fd0c0"),
        baseline=mix(base, text, 0.26),
    )


def mix(ground: QColor, other: QColor, share: float) -> QColor:
    """Return ground with a share (0 to 1) of another colour in it."""
    return QColor.fromRgbF(
        ground.redF() + (other.redF() - ground.redF()) * share,
        ground.greenF() + (other.greenF() - ground.greenF()) * share,
        ground.blueF() + (other.blueF() - ground.blueF()) * share,
    )


class Colouring:
    """The colours of a board's bars by one property: an index per bar, tints and words per index."""

    def __init__(self, scheme: Scheme, by: str, bars: Sequence[Bar]) -> None:
        self.by = by
        self.tints: list[Tint] = []
        self.words: list[str] = []
        self._index: dict[str, int] = {}
        if by == "customer":
            self._by_customer(scheme, bars)
            return
        known = _FIXED[by]
        for key, (hue, words) in known.items():
            self._add(key, scheme.tint(hue), _(words))
        if by == "state":
            for number, key in enumerate(sorted({bar.state for bar in bars} - known.keys())):
                self._add(key, scheme.tint(_HUES[(number + 3) % len(_HUES)]), _(key))

    def _by_customer(self, scheme: Scheme, bars: Sequence[Bar]) -> None:
        counted = Counter(map(_CUSTOMER, bars))
        named = sorted((name for name in counted if name), key=lambda name: (-counted[name], name))
        for name, hue in zip(named, _HUES, strict=False):
            self._add(name, scheme.tint(hue), name)
        others = len(self.tints)
        if len(named) > len(_HUES):
            self._add("", scheme.tint(_GREY), _("Other customers"))
            self._index.update((name, others) for name in named[len(_HUES):])
        else:
            self._add("", scheme.tint(_GREY), _("Without a customer"))

    def _add(self, key: str, tint: Tint, words: str) -> None:
        self._index[key] = len(self.tints)
        self.tints.append(tint)
        self.words.append(words)

    def of(self, bars: Sequence[Bar]) -> list[int]:
        """Return the index of each bar's colours."""
        index = self._index
        if self.by == "customer":
            return [index[bar.customer] for bar in bars]
        if self.by == "state":
            return [index[bar.state] for bar in bars]
        if self.by == "lateness":
            return [index[bar.lateness] for bar in bars]
        return [index[bar.material] for bar in bars]

    def used(self, bars: Sequence[Bar]) -> list[tuple[QColor, str]]:
        """Return (colour, words) of the kinds that occur, in the order of the legend."""
        present = set(self.of(bars))
        return [(self.tints[i].edge, self.words[i]) for i in range(len(self.tints)) if i in present]


def _hsl(hue: int, saturation: float, lightness: float) -> QColor:
    return QColor.fromHslF(max(0, hue) / 360, saturation, lightness)
