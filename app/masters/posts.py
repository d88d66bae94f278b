"""The posts whose duties an office uses; the rest is out of sight."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

POSTS = (("A", N_("Production control in a factory")), ("B", N_("Production planning of wire and cable")),
         ("C", N_("Online shop with a warehouse")), ("D", N_("Export trade")), ("E", N_("Electronics factory")))
"""(letter, title) of the posts that the program serves."""

POSTS_USED: Setting[list[str]] = Setting("posts", N_("Posts in this office"), [])
"""The letters of the posts in use; empty means all."""


def is_used(posts: str, used: list[str]) -> bool:
    """Tell whether something that serves these posts (their letters, empty for all) is used in an office."""
    return not posts or not used or bool(set(posts) & set(used))
