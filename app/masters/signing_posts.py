"""Posts that sign in several areas, and what a table of signatures asks of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.database import rights
from app.database.rights import Asked, Post, Values
from app.domain.problem import Problem, Refused
from app.domain.text import N_, _
from app.masters.company import Person

SALES = Post(N_("Sales"), r"业务|销售|外贸|sales", r"业务|销售|市场|外贸|sales")
PURCHASING = Post(N_("Purchasing"), r"采购|purchas|buyer", r"采购|purchas")
QUALITY = Post(N_("Quality"), r"品[质管保检]|质[量检管]|\bQ[CAE]\b|quality",
               r"品[质管保检]|质[量检管]|\bQ[CA]\b|quality")
ENGINEERING = Post(N_("Engineering"), r"工程|研发|技术|结构|engineer", r"工程|研发|技术|engineer|R&D")
GENERAL_MANAGER = Post(N_("General manager"), r"^(总经理|总裁|(?:general manager|gm))$")
DEPUTY_GENERAL_MANAGER = Post(N_("Deputy general manager"),
                              r"副(总|总经理|总裁)$|^(deputy general manager|deputy gm|vp)$")
PLANT_MANAGER = Post(N_("Plant manager"), r"(?<!副)厂长$|^(plant|factory) manager$")
COST_DEPARTMENT = Post(N_("Cost department"), r"成本|^cost", r"成本|^cost")


def step_posts(by_role: Mapping[str, Post]) -> Asked:
    """Return who must agree to a change of a table with a row per step: the post of each signature it touches."""

    def asked(before: Values | None, after: Values | None) -> list[tuple[Post, ...]]:
        return [(by_role[values["role"]],) for values in (before, after)
                if values is not None and values.get("signed") is not None and values.get("role") in by_role]

    return asked


def signer(change: Any, said: str | None, post: Post, field: Any, record: Any) -> str:
    """Return who signs for a post: who is named, or oneself where there are roles that say whether one may.

    Somebody who is not entered with that post, although others are, is warned of.
    """
    if said:
        known = people_of_post(post)
        if known and said not in known:
            change.said.append(_("{name} is not entered as {post} ({people}).").format(
                name=said, post=_(post.label), people="、".join(known)))
        return said
    if rights.holders():
        return str(change.who.name)
    raise Refused([Problem(_("Say who signed as {post}.").format(post=_(post.label)), field, True)], record)


def people_of_post(post: Post) -> list[str]:
    """Return the names of those who hold a post by what is entered of them."""
    people = Person.select().where((Person.deleted == 0) & (Person.left == 0)).order_by(Person.id)
    return [p.name for p in people if re.search(post.posts, p.post or "", re.IGNORECASE)]
