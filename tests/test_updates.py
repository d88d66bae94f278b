"""Updates from the share: found, refused where they are not whole, unpacked beside what runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.program import folders, update
from tests.one_file import lay, make_one_file


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Return a company file's place on a share."""
    folder = tmp_path / "共享 盘" / "跟单"
    folder.mkdir(parents=True)
    return folder / "公司.gendan"


def test_the_newest_whole_version_is_found(share: Path) -> None:
    assert update.find(share) is None
    lay(share, "0.0.9")
    assert update.find(share, "0.1.0") is None
    lay(share, "0.2.0")
    lay(share, "0.10.0")
    (share.parent / update.FOLDER / f"gendan-9.0.0{update.ENDING}").write_bytes(b"still being copied: no hash yet")
    (share.parent / update.FOLDER / "gendan-nonsense.exe.sha256").write_text("x")
    found = update.find(share, "0.1.0")
    assert found is not None and found.version == "0.10.0"
    assert update.find(share, "0.10.0") is None


def test_an_update_lies_beside_what_runs_and_is_used_next(share: Path, own_home: Path) -> None:
    root = folders.program_folder()
    running = Path(root) / "0.1.0-old"
    running.mkdir(parents=True)
    (running / folders.EXECUTABLE).write_text("runs")
    lay(share, "0.2.0")
    found = update.find(share, "0.1.0")
    assert found is not None
    parts: list[float] = []
    folder = update.take(found, root, parts.append)
    assert (folder / "_internal" / "库" / "说明.txt").read_text(encoding="utf-8") == "0.2.0"
    assert (running / folders.EXECUTABLE).read_text() == "runs"
    assert folders.choose(root, "0.1.0-old") == folder.name
    assert sorted(e.name for e in Path(root).iterdir()) == sorted(["0.1.0-old", folder.name])
    assert parts == sorted(parts) and parts[-1] == 1
    stamp = (folder / folders.EXECUTABLE).stat().st_mtime_ns
    assert update.take(found, root) == folder and (folder / folders.EXECUTABLE).stat().st_mtime_ns == stamp


def test_a_damaged_update_is_refused_and_leaves_nothing(share: Path) -> None:
    file = lay(share, "0.2.0")
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    found = update.find(share, "0.1.0")
    assert found is not None
    root = folders.program_folder()
    with pytest.raises(update.BadUpdate, match="不完整"):
        update.take(found, root)
    assert not list(Path(root).iterdir())


def test_an_update_under_a_wrong_name_is_refused(share: Path) -> None:
    file = lay(share, "0.2.0")
    note = file.with_name(file.name + ".sha256")
    file.replace(file.with_name(f"gendan-0.3.0{update.ENDING}"))
    note.replace(note.with_name(f"gendan-0.3.0{update.ENDING}.sha256"))
    found = update.find(share, "0.1.0")
    assert found is not None and found.version == "0.3.0"
    with pytest.raises(update.BadUpdate, match=r"0\.2\.0"):
        update.take(found, folders.program_folder())


def test_something_else_with_a_good_hash_is_refused(share: Path, tmp_path: Path) -> None:
    import hashlib

    file = lay(share, "0.2.0")
    file.write_bytes(b"no program at all")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    file.with_name(file.name + ".sha256").write_text(digest)
    found = update.find(share, "0.1.0")
    assert found is not None
    with pytest.raises(update.BadUpdate):
        update.take(found, folders.program_folder())


def test_a_share_that_goes_away_says_so(share: Path) -> None:
    file = lay(share, "0.2.0")
    found = update.find(share, "0.1.0")
    assert found is not None
    file.unlink()
    with pytest.raises(update.BadUpdate, match="稍后再试"):
        update.take(found, folders.program_folder())


def test_a_version_is_laid_for_the_others_and_never_over_one_that_is_there(share: Path, tmp_path: Path) -> None:
    one = tmp_path / "gendan.exe"
    make_one_file(one, {"_internal/a": "a"}, "0.4.0")
    laid = update.lay(one, share, "0.4.0")
    found = update.find(share, "0.1.0")
    assert found is not None and found.file == laid
    folder = update.take(found, folders.program_folder())
    assert (folder / "_internal" / "a").read_text() == "a"
    before = laid.read_bytes()
    one.write_bytes(b"another build")
    update.lay(one, share, "0.4.0")
    assert laid.read_bytes() == before
    assert sorted(p.name for p in laid.parent.glob("*new*")) == []
