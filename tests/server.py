"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, gone when the tests end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.areas import demo
from app.database import connection
from app.database.place import Server

OWNER = "gendan"
WHY = "PostgreSQL is not installed here: sudo apt-get install postgresql"


def programs() -> Path | None:
    """Return the folder of the server's programs, None where it is not installed."""
    found = shutil.which("initdb")
    if found and (Path(found).parent / "postgres").exists():
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name.split(".")[0]))
    return folders[-1] if folders else None


def _as_whom() -> dict[str, str]:
    """Return who runs the server: it refuses to be run by root."""
    return {"user": "postgres"} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return the place of a running server's maintenance database."""
    found = programs()
    if found is None:
        pytest.skip(WHY)
    folder = Path(tempfile.mkdtemp(prefix="gendan-server"))
    who = _as_whom()
    try:
        if who:
            try:
                shutil.chown(folder, "postgres")
            except LookupError:
                pytest.skip("PostgreSQL can't be run by root, and there is no user postgres here")
        run = {**who, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([found / "initdb", "-D", folder / "data", "-U", OWNER, "--auth=trust", "--encoding=UTF8",
                        "--lc-collate=C", "--lc-ctype=C.UTF-8", "--no-sync"], check=True, **run)
        port = _free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        control = [str(found / "pg_ctl"), "-D", str(folder / "data"), "-w", "-l", str(folder / "log")]
        subprocess.run([*control, "-o", options, "start"], check=True, **run)
        try:
            yield Server(f"postgresql://{OWNER}@127.0.0.1:{port}/postgres")
        finally:
            connection.close()
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sql(server: Server, statement: str) -> list[tuple[object, ...]]:
    """Run one statement in the maintenance database."""
    import psycopg

    with psycopg.connect(server.url, autocommit=True) as asked:
        cursor = asked.execute(statement)
        return cursor.fetchall() if cursor.description else []


def beside(server: Server, name: str) -> Server:
    """Return another database's place on the same server."""
    return Server(server.url.rsplit("/", 1)[0] + "/" + name)


@pytest.fixture(scope="session")
def empty_server(server: Server) -> Server:
    """Return the place of an empty company on the server, made once; tests copy it."""
    sql(server, "CREATE DATABASE empty_company")
    made = beside(server, "empty_company")
    demo.new_company(made)
    connection.close()
    return made


@pytest.fixture
def server_company(server: Server, empty_server: Server) -> Iterator[Server]:
    """Return an own copy of the empty company on the server, open on this thread."""
    name = f"company_{uuid.uuid4().hex[:12]}"
    sql(server, f"CREATE DATABASE {name} TEMPLATE {empty_server.database}")
    place = beside(server, name)
    connection.open_file(place)
    yield place
    connection.close()
    sql(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def fresh_database(server: Server) -> Iterator[Server]:
    """Return the place of a database without anything in it."""
    name = f"fresh_{uuid.uuid4().hex[:12]}"
    sql(server, f"CREATE DATABASE {name}")
    yield beside(server, name)
    connection.close()
    sql(server, f"DROP DATABASE {name} WITH (FORCE)")
