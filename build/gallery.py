"""Draw the pictures of the README and of docs/gallery.md anew: python build/gallery.py, in the tests' environment."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
README = {"zh_CN-light-today": "today", "zh_CN-light-board": "schedule", "zh_CN-light-import": "import",
          "zh_CN-light-orders": "orders", "zh_CN-light-matrix": "distribution", "zh_CN-dark-board": "schedule-dark",
          "en-light-board": "schedule-en"}
"""Picture of a page: its name in resources/pictures."""


def main() -> int:
    """Draw, shrink to a palette, and write the gallery's page."""
    sys.path.insert(0, str(HOME))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.domain.text import _, use_language
    from ui.areas import catalogue

    shown = HOME / "docs" / "pictures"
    with tempfile.TemporaryDirectory() as made:
        for dress, places in (("zh_CN-light", ""), ("zh_CN-dark", "board"), ("en-light", "board")):
            subprocess.run([sys.executable, "-m", "ui.main", "pictures", made, "--dress", dress,
                            *(("--places", places) if places else ())], cwd=HOME, check=True)
        shown.mkdir(exist_ok=True)
        for old in shown.glob("*.png"):
            old.unlink()
        for name, kept in README.items():
            _shrink(Path(made) / f"{name}.png", HOME / "resources" / "pictures" / f"{kept}.png")
        use_language("zh_CN")
        lines = ["# 图册", "", "演示公司的每一页，由 `python build/gallery.py` 画成。"]
        group = ""
        for place in catalogue.places():
            source = Path(made) / f"zh_CN-light-{place.key}.png"
            if not source.is_file():
                continue
            _shrink(source, shown / f"{place.key}.png")
            if place.group != group:
                group = place.group
                lines += ["", f"## {_(group)}"]
            lines += ["", f"**{_(place.title)}**", "", f"![{_(place.title)}](pictures/{place.key}.png)"]
    (HOME / "docs" / "gallery.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _shrink(source: Path, target: Path) -> None:
    from PIL import Image

    with Image.open(source) as picture:
        small = picture.convert("RGB").quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(target, optimize=True)


if __name__ == "__main__":
    raise SystemExit(main())
