"""What goes into the built program and what stays out; the spec, the build's report and the tests ask here."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

LIBRARIES = ("PySide6-Essentials", "keyring", "openpyxl", "peewee", "platformdirs", "psycopg", "psycopg-binary",
             "pypinyin", "python-calamine", "python-dateutil", "reportlab")
"""The packages that the program imports; what follows from them is found by the build."""

LATE = ("psycopg", "psycopg.pq", "psycopg.adapt", "psycopg_binary", "psycopg_binary.pq",
        "keyring.backends.fail", "keyring.backends.null", "keyring.backends.chainer", "tzdata",
        *(("keyring.backends.Windows",) if sys.platform == "win32" else ("keyring.backends.SecretService",)),
        "reportlab.graphics.barcode.qrencoder", "reportlab.graphics.barcode.code128",
        "reportlab.pdfbase._fontdata_enc_winansi", "reportlab.pdfbase._fontdata_enc_macroman",
        "reportlab.pdfbase._fontdata_enc_standard", "reportlab.pdfbase._fontdata_enc_symbol",
        "reportlab.pdfbase._fontdata_enc_zapfdingbats", "reportlab.pdfbase._fontdata_enc_pdfdoc",
        "reportlab.pdfbase._fontdata_enc_macexpert")
"""Modules of libraries that are imported by a name put together at run time."""

EXCLUDED = (
    "tkinter", "_tkinter", "turtle", "idlelib", "test", "lib2to3", "distutils", "setuptools", "pkg_resources", "pip",
    "ensurepip", "venv", "pydoc_data", "unittest.mock", "doctest", "pdb", "xmlrpc", "curses", "dbm", "sqlite3.test",
    "pytest", "_pytest", "hypothesis", "mypy", "ruff", "aiosmtpd", "numpy", "pandas", "matplotlib", "lxml", "IPython",
    "cryptography.hazmat.backends.openssl.decode_asn1", "msoffcrypto", "xlrd", "olefile", "jinja2", "docutils",
    "PIL.ImageQt", "PIL.ImageTk", "PIL.AvifImagePlugin", "PIL._avif", "PIL._webp", "PIL._imagingtk", "PIL._imagingcms",
    "PIL.ImageCms", "PIL.ImageShow", "pyphen", "rlPyCairo", "_rl_renderPM", "renderPM", "svglib", "fontTools",
    "openpyxl.tests", "reportlab.graphics.testdrawings", "reportlab.graphics.testshapes",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtOpenGL",
    "PySide6.QtDBus", "PySide6.QtDesigner", "PySide6.QtXml", "PySide6.QtHelp", "PySide6.QtUiTools",
    *(("cryptography", "secretstorage", "jeepney", "cffi", "_cffi_backend") if sys.platform == "win32" else ()),
    "PySide6.QtOpenGLWidgets", "PySide6.QtConcurrent", "PySide6.QtSvgWidgets", "PySide6.QtQuickWidgets",
)
"""Modules that no way of using the program needs."""

QT_LIBRARIES = ("Core", "Gui", "Widgets", "Svg", "PrintSupport", "DBus", "XcbQpa", "WaylandClient",
                "WaylandEglClientHwIntegration")
"""The libraries of Qt that may be in; DBus is what the X and Wayland platforms lean on."""

QT_PLUGINS = ("platforms/qwindows", "platforms/qoffscreen", "platforms/libqoffscreen", "platforms/libqxcb",
              "styles/qmodernwindowsstyle", "imageformats/qico", "imageformats/qjpeg", "imageformats/qgif",
              "imageformats/libqico", "imageformats/libqjpeg", "imageformats/libqgif", "imageformats/qsvg",
              "imageformats/libqsvg", "printsupport/windowsprintersupport", "printsupport/libcupsprintersupport",
              "platforminputcontexts/libibusplatforminputcontextplugin",
              "platforminputcontexts/libcomposeplatforminputcontextplugin",
              "xcbglintegrations/libqxcb-", "platformthemes/libqxdgdesktopportal")
"""The plug-ins of Qt that may be in: platform, style, pictures, printers, input methods."""

TRANSLATIONS = ("qtbase_zh_CN",)
"""Qt's own texts (buttons of dialogs); English is built in."""

BANNED_FILES = ("opengl32sw", "d3dcompiler", "Qt6Qml", "Qt6Quick", "Qt6Network", "Qt6Pdf", "Qt6VirtualKeyboard",
                "Qt6OpenGL", "libQt6Qml", "libQt6Quick", "libQt6Network", "libQt6Pdf", "tcl8", "tk8", "_avif",
                "mscms.dll", "icuuc.dll", "windows.ui.dll", "vk_", "generate_stubs", "libgtk-3")
"""Parts of names that may not occur in a finished bundle."""

RESOURCES = ("fonts", "holidays", "icons", "program", "theme", "translations")
"""Folders of resources/ that the program reads; pictures for the handbook stay out."""


def own_modules(root: Path = ROOT) -> list[str]:
    """Return every module of the program: many are imported by a name that stands in a list."""
    files = sorted([*root.glob("app/**/*.py"), *root.glob("ui/**/*.py")])
    return [".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__") for file in files]


def named_modules(root: Path = ROOT) -> set[str]:
    """Return the modules named as texts in the code, "app.areas.x.y" or "ui.x:Class"."""
    found = set()
    for path in sorted([*root.glob("app/**/*.py"), *root.glob("ui/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                name = node.value.partition(":")[0]
                parts = name.split(".")
                if parts[0] in ("app", "ui") and len(parts) > 1 and all(part.isidentifier() for part in parts):
                    found.add(name)
    return found


def is_wanted(name: str) -> bool:
    """Tell whether a file found by the build goes in, by its name inside the bundle."""
    path = name.replace("\\", "/")
    last = path.rpartition("/")[2]
    if any(part in path for part in BANNED_FILES):
        return False
    if "PySide6/" in path:
        if "/translations/" in path:
            return any(last.startswith(wanted) for wanted in TRANSLATIONS)
        if "/plugins/" in path:
            return any(wanted in path for wanted in QT_PLUGINS)
        if last.startswith(("Qt6", "libQt6")):
            return last.removeprefix("lib").removeprefix("Qt6").partition(".")[0] in QT_LIBRARIES
        return not last.endswith((".pyi", ".qml", ".h"))
    if path.startswith(("reportlab/fonts/", "tcl", "tk")) or "/tests/" in path:
        return False
    if path.startswith("pypinyin/") and last.endswith(".pyi"):
        return False
    return not ("dist-info" in path and not path.startswith(("keyring", "psycopg")))


SYSTEM = ("/lib/", "/usr/lib/", "/lib64/")
NEEDED_OF_SYSTEM = ("libssl", "libcrypto", "libsqlite3", "libffi", "liblzma", "libbz2", "libexpat", "libpython",
                    "libz.")
"""On Linux the libraries of X and the desktop are the machine's own; these few belong to Python."""


def kept(toc: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the entries of a table of contents that go in."""
    return [(name, source, kind) for name, source, kind in toc if is_wanted(name)
            and (not source.startswith(SYSTEM) or "lib-dynload" in source or name.startswith(NEEDED_OF_SYSTEM))]

LAUNCHER_EXCLUDED = (*EXCLUDED, "PySide6", "peewee", "ssl", "_ssl", "_hashlib", "socket", "asyncio", "email", "http",
                     "urllib", "xml", "unittest", "sqlite3", "multiprocessing", "decimal", "_decimal", "pickle",
                     "bz2", "_bz2", "zipfile", "argparse", "inspect", "csv", "html", "calendar", "datetime")
"""Modules that the launcher does without; what it has is unpacked at each of its starts."""


def launcher_kept(toc: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the libraries that the launcher needs: Python itself, lzma, ctypes."""
    wanted = ("python3", "libpython3", "VCRUNTIME", "vcruntime", "_lzma", "liblzma", "_ctypes", "libffi", "_hashlib",
              "_sha", "_blake", "_struct", "_json", "_queue", "_posixsubprocess", "select", "zlib", "math", "libz")
    return [entry for entry in toc if entry[0].replace("\\", "/").rpartition("/")[2].startswith(wanted)]
