"""The same records on a PostgreSQL server: connection, tables, and what its connection must do as SQLite's does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import peewee
import psycopg
from psycopg.adapt import Loader
from psycopg.pq import TransactionStatus

from app.database.dialect import CHANNEL
from app.database.faults import NewerFile, NotOurs, told
from app.database.place import Server
from app.database.record import Table, database
from app.domain.text import _

BATCH = 500
"""Rows of one INSERT when many are written."""

_VALUES = re.compile(r"^(INSERT INTO .*? VALUES )(\([?, ]+\))$", re.IGNORECASE | re.DOTALL)
_OWN_NUMBERS = re.compile(r'^INSERT INTO "?(\w+)"? \("?id"?[,)]', re.IGNORECASE)


def _words(sql: str) -> str:
    """Return a statement of ours with question marks as the driver wants it."""
    return sql.replace("%", "%%").replace("?", "%s")


class Cursor(psycopg.ClientCursor[Any]):
    """Takes statements with question marks too; values are put in by the driver, so that any number of them may be."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Run one statement."""
        if params and isinstance(query, str) and "%s" not in query:
            query = _words(query)
        return super().execute(query, params or None, **options)


class _Number(Loader):
    """Sums come as numeric: as whole numbers, as SQLite gives them, or with a fraction."""

    def load(self, data: Any) -> int | float:
        """Return the number."""
        text = bytes(data).decode()
        return float(text) if "." in text else int(text)


class _Truth(Loader):
    """Conditions come as 1 and 0, as SQLite gives them."""

    def load(self, data: Any) -> int:
        """Return 1 or 0."""
        return int(bytes(data) == b"t")


class Connection(psycopg.Connection[Any]):
    """What our code asks of a connection, as SQLite's answers it."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open, failed or not."""
        return self.info.transaction_status in (TransactionStatus.ACTIVE, TransactionStatus.INTRANS,
                                                TransactionStatus.INERROR)

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement with question marks for many rows; INSERTs go in batches, given numbers are counted on."""
        listed = [tuple(row) for row in rows]
        if not listed:
            return
        with peewee.__exception_wrapper__, Cursor(self) as cursor:
            found = _VALUES.match(sql.strip())
            if found is None:
                for row in listed:
                    cursor.execute(_words(sql), row)
                return
            marks = _words(found.group(2))
            for at in range(0, len(listed), BATCH):
                part = listed[at:at + BATCH]
                values = [value for row in part for value in row]
                cursor.execute(_words(found.group(1)) + ", ".join([marks] * len(part)), values)
            if numbered := _OWN_NUMBERS.match(sql.strip()):
                count_on(cursor, numbered.group(1))


def count_on(cursor: Any, table: str) -> None:
    """Let a table's own numbers go on after the highest there is."""
    cursor.execute(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), "
                   f'(SELECT MAX(id) FROM "{table}")) WHERE EXISTS (SELECT 1 FROM "{table}")')


class _Adapter(peewee.Psycopg3Adapter):
    """Peewee's adapter, with our connection; Peewee itself was loaded without the driver."""

    txn_idle, txn_inerror, txn_unknown = TransactionStatus.IDLE, TransactionStatus.INERROR, TransactionStatus.UNKNOWN

    def check_driver(self) -> None:
        """It is there: this module has loaded it."""

    def get_binary_type(self) -> Any:
        """Return the wrapper of bytes."""
        return psycopg.Binary

    def connect(self, db: Any, **params: Any) -> Any:
        """Open a connection of ours."""
        made = Connection.connect(db.place.with_password(), cursor_factory=Cursor, connect_timeout=10,
                                  application_name="Gendan", keepalives_idle=10, keepalives_interval=5,
                                  keepalives_count=3, options="-c client_min_messages=warning", **params)
        made.adapters.register_loader("numeric", _Number)
        made.adapters.register_loader("bool", _Truth)
        return made


class Database(peewee.PostgresqlDatabase):
    """A server's database with whole numbers of 64 bits, as SQLite's are."""

    psycopg2_adapter = psycopg3_adapter = _Adapter
    field_types = {**peewee.PostgresqlDatabase.field_types, "INT": "BIGINT", "AUTO": "BIGSERIAL"}
    place: Server


def database_of(place: Server) -> Database:
    """Return the database object of a place, its password from the system's credential store where it has none."""
    if not place.password:
        place.password = kept_password(place)
    made = Database(place.url, autoconnect=False)
    made.place = place
    return made


def kept_password(place: Server) -> str:
    """Return the password that this user keeps for a server, “” where there is none."""
    try:
        import keyring

        return keyring.get_password("Gendan", place.url) or ""
    except Exception:
        return ""


def keep_password(place: Server) -> None:
    """Keep a server's password in the system's credential store, never in a file of ours."""
    if place.password and place.password != kept_password(place):
        try:
            import keyring

            keyring.set_password("Gendan", place.url, place.password)
        except Exception:
            return


def create(models: Sequence[type[Table]], schema: int) -> None:
    """Make all tables of a company in an empty database, in one transaction."""
    with database.atomic():
        if _has_schema():
            raise FileExistsError(_("“{path}” is there already; choose another name, nothing is overwritten.")
                                  .format(path=database.obj.place))
        create_missing(models)
        database.execute_sql("CREATE TABLE gendan_schema (version BIGINT NOT NULL)")
        database.execute_sql("INSERT INTO gendan_schema VALUES (%s)", (schema,))
        database.execute_sql("CREATE FUNCTION julianday(day text) RETURNS double precision LANGUAGE sql STABLE AS "
                             "$$ SELECT extract(julian FROM day::timestamp)::double precision - 0.5 $$")
        database.execute_sql("CREATE TABLE file_content (hash TEXT PRIMARY KEY, content BYTEA NOT NULL)")


def create_missing(models: Sequence[type[Table]]) -> None:
    """Create the tables that are not there yet; SQLite's STRICT is left out."""
    strict = [m for m in models if m._meta.strict_tables]
    for model in strict:
        model._meta.strict_tables = False
    try:
        database.create_tables(list(models), safe=True)
    finally:
        for model in strict:
            model._meta.strict_tables = True
    from app.database.search import create_index

    create_index()


def _has_schema() -> bool:
    return database.execute_sql("SELECT to_regclass('gendan_schema')").fetchone()[0] is not None


def look(place: Server, schema: int) -> int:
    """Refuse a database that is not ours, or belongs to a newer program; return its schema version."""
    try:
        if not _has_schema():
            raise NotOurs(place)
        found = database.execute_sql("SELECT version FROM gendan_schema").fetchone()[0]
    except peewee.DatabaseError as error:
        raise told(error, str(place)) from error
    if found > schema:
        raise NewerFile(place, found, schema)
    return int(found)


def listen(place: Server, heard: Callable[[], object], ended: Callable[[], bool]) -> None:
    """Call heard() whenever somebody has changed something, until ended(); runs in a thread of its own."""
    for _notice in _notices(place, ended):
        heard()


def _notices(place: Server, ended: Callable[[], bool]) -> Iterator[object]:
    with Connection.connect(place.with_password(), autocommit=True, connect_timeout=10,
                            application_name="Gendan news") as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        while not ended():
            yield from connection.notifies(timeout=1.0, stop_after=1)


def check() -> str:
    """Look whether every link leads to a record; return what is wrong. The pages are the server's own affair."""
    from app.database.record import every_record

    for model in every_record():
        for field in model._meta.refs:
            target, link = field.rel_model._meta.table_name, field.column_name
            found = database.execute_sql(
                f'SELECT a.id FROM "{model._meta.table_name}" a LEFT JOIN "{target}" b ON b.id = a."{link}" '
                f'WHERE a."{link}" IS NOT NULL AND b.id IS NULL LIMIT 1').fetchone()
            if found is not None:
                return _("{table} {record} points to a record that is not there").format(
                    table=model._meta.table_name, record=found[0])
    return ""
