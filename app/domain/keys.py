"""Names that no one else gives: of transactions, runs of the program, drafts."""

from __future__ import annotations

import os


def new_key() -> str:
    """Return 32 hexadecimal digits by chance, which none of thirty PCs will ever give again."""
    return os.urandom(16).hex()
