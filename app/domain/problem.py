"""What is wrong with a value or a record, said in a sentence."""

from __future__ import annotations

from typing import Any

from app.domain.frozen import frozen


@frozen
class Problem:
    """A sentence about a record, at a field where there is one; a blocking one must be mended before saving."""

    text: str
    field: Any = None
    blocks: bool = False


class Refused(Exception):
    """A change that was not made, with the problems that say why."""

    def __init__(self, problems: list[Problem], record: Any = None) -> None:
        super().__init__("\n".join(p.text for p in problems))
        self.problems = problems
        self.record = record
