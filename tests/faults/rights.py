"""Reads and writes without the right to: `python -m tests.faults.rights FILE` prints what each try gave.

Everything is loaded first; root then becomes nobody, because to root nothing is forbidden.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from app.areas import catalogue
from app.database import connection
from app.database.change import Who, write
from app.masters.company import Company

NOBODY = 65534


def tries(path: Path) -> None:
    """Print how many records can be read, and what a save says."""
    connection.open_file(path)
    print(Company.select().count())
    try:
        write("Save", Who("x"), lambda change: change.save(Company(name="x")))
        print("saved")
    except Exception as trouble:
        print(type(trouble).__name__)
    connection.close()


def main() -> None:
    """Try a file that may not be written, then a folder in which no journal may be made."""
    catalogue.tables()
    source = Path(sys.argv[1])
    folder = Path(tempfile.mkdtemp(prefix="gendan"))
    try:
        for name in ("warm", "file", "folder"):
            (folder / name).mkdir()
            shutil.copyfile(source, folder / name / "company.gendan")
        connection.open_file(folder / "warm" / "company.gendan")
        write("Save", Who("x"), lambda change: change.save(Company(name="x")))
        connection.close()
        for path in folder.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        folder.chmod(0o755)
        (folder / "file" / "company.gendan").chmod(0o444)
        (folder / "folder" / "company.gendan").chmod(0o666)
        for name in ("file", "folder"):
            (folder / name).chmod(0o555)
        child = os.fork()
        if child == 0:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            for name in ("file", "folder"):
                tries(folder / name / "company.gendan")
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)
    finally:
        for path in folder.iterdir():
            path.chmod(0o755)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
