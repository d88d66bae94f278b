"""States and the allowed moves between them, as pairs."""

from __future__ import annotations

from app.domain.frozen import frozen


@frozen
class Workflow:
    """The moves that are allowed; every other move is refused."""

    moves: frozenset[tuple[str, str]]

    def allows(self, old: str, new: str) -> bool:
        """Tell whether a record may go from one state to another."""
        return old == new or (old, new) in self.moves
