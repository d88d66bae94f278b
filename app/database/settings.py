"""Office and personal settings: typed, with defaults, declared once.

The office's lie in the shared file, the person's in a file of their own folder.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.database.fields import LongText, Text
from app.database.record import Record
from app.domain.frozen import frozen
from app.domain.text import N_

T = TypeVar("T")


class OfficeSetting(Record):
    """A setting of the whole office, kept as JSON."""

    key = Text(N_("Setting"), required=True, unique=True)
    value = LongText(N_("Value"))

    class Meta:
        table_name = "office_setting"


@frozen
class Setting(Generic[T]):
    """A setting's stable name, label and default; the default's type is the setting's type."""

    key: str
    label: str
    default: T


def office(setting: Setting[T]) -> T:
    """Return an office setting."""
    row = OfficeSetting.get_or_none((OfficeSetting.key == setting.key) & (OfficeSetting.deleted == 0))
    return setting.default if row is None or row.value is None else json.loads(row.value)


def set_office(change: Any, setting: Setting[T], value: T) -> None:
    """Change an office setting inside a change."""
    row = OfficeSetting.get_or_none(OfficeSetting.key == setting.key) or OfficeSetting(key=setting.key)
    row.value = json.dumps(value, ensure_ascii=False)
    change.save(row)


def personal_folder() -> Path:
    """Return the user's own folder for settings, drafts and logs; GENDAN_HOME puts it elsewhere."""
    if home := os.environ.get("GENDAN_HOME"):
        return Path(home)
    import platformdirs

    return Path(platformdirs.user_data_dir("Gendan", appauthor=False))


class Personal:
    """The person's settings, read once and written at each change, all or nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self.file = (folder or personal_folder()) / "settings.json"
        self._values: dict[str, Any] = {}
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            self._values = found if isinstance(found, dict) else {}
        except (OSError, ValueError):
            self._values = {}

    def get(self, setting: Setting[T]) -> T:
        """Return a setting, its default where it is missing or of another type."""
        value = self._values.get(setting.key, setting.default)
        fits = setting.default is None or isinstance(value, type(setting.default))
        return value if fits else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a setting."""
        self._values[setting.key] = value
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_suffix(".new")
        draft.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(self.file)


LANGUAGE = Setting("language", N_("Language"), "zh_CN")
LOOK = Setting("look", N_("Look"), "light")
LAST_FILE = Setting("last_file", N_("Last file"), "")
RECENT_FILES: Setting[list[str]] = Setting("recent_files", N_("Recent files"), [])
NAME = Setting("name", N_("Your name"), "")
WINDOW = Setting("window", N_("Where the window stands"), "")
