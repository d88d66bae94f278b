"""Where the company's records are: a file on a drive, or a database of a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

SCHEMES = ("postgresql", "postgres")


class Server:
    """A database of a PostgreSQL server; compares and shows itself without its password."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in SCHEMES or not parts.path.strip("/"):
            raise ValueError(url)
        self.password = unquote(parts.password) if parts.password is not None else ""
        self.user, self.host = unquote(parts.username or ""), parts.hostname or ""
        self.port = parts.port
        self.query = parts.query
        self.database = unquote(parts.path.strip("/"))
        host = f"[{self.host}]" if ":" in self.host else self.host
        net = (f"{quote(self.user, safe='')}@" if self.user else "") + host + (f":{self.port}" if self.port else "")
        self.url = urlunsplit(("postgresql", net, "/" + quote(self.database, safe=''), parts.query, ""))

    @property
    def stem(self) -> str:
        """The database's name, as a file's name without its ending."""
        return self.database

    @property
    def name(self) -> str:
        """The database's name."""
        return self.database

    def with_password(self) -> str:
        """Return the URL with the password, for connecting only."""
        if not self.password:
            return self.url
        parts = urlsplit(self.url)
        user, _at, host = parts.netloc.rpartition("@")
        return urlunsplit(parts._replace(netloc=f"{user}:{quote(self.password, safe='')}@{host}"))

    def __str__(self) -> str:
        return self.url

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Server) and other.url == self.url

    def __hash__(self) -> int:
        return hash(self.url)


Place = Path | Server


def place_of(text: str | Place) -> Place:
    """Return the place that a text names; ValueError where it begins like a server's URL and is none."""
    if not isinstance(text, str):
        return text
    if text.split("://")[0] in SCHEMES and "://" in text:
        return Server(text)
    return Path(text)


def is_there(place: Place) -> bool:
    """Tell whether a file is there; a server is asked only by opening it."""
    return isinstance(place, Server) or place.exists()
