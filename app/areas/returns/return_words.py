"""The words with which registers name causes, treatments and warranty."""

from __future__ import annotations

CAUSE_WORDS = (("无故障", "nff"), ("nff", "nff"), ("人为", "user"), ("物料", "material"), ("来料", "material"),
               ("制造", "workmanship"), ("制程", "workmanship"), ("工艺", "workmanship"), ("设计", "design"),
               ("软件", "software"), ("运输", "transport"), ("物流", "transport"))
TREATMENT_WORDS = (("报废", "scrap"), ("换新", "new"), ("升级", "upgrade"), ("刷机", "upgrade"), ("更换", "replace"),
                   ("维修", "repair"), ("退货", "refund"), ("退回", "as_is"), ("原机", "as_is"))
WARRANTY_WORDS = (("保外", "out"), ("过保", "out"), ("保内", "in"), ("out", "out"), ("in", "in"))


def word(value: object, words: tuple[tuple[str, str], ...]) -> str | None:
    """Return the stored word of what a cell says; None where it says nothing that is known."""
    said = str(value or "").lower()
    return next((key for text, key in words if text in said), None) if said else None
