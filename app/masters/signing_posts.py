"""Posts that sign in several areas, and what a table of signatures asks of them."""

from __future__ import annotations

from collections.abc import Mapping

from app.database.rights import Asked, Post, Values
from app.domain.text import N_

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
