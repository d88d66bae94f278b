"""The style sheet over the Fusion style: spacing, borders, arrows; its colours come from ui/colours.py.

Cells of tables have no rules here on purpose: one `::item` rule makes every cell several times as dear.
"""

from __future__ import annotations

from string import Template

from ui.colours import Colours

SHEET = Template("""
QToolTip { background: $tooltip; color: $tooltip_text; border: 1px solid $border_strong; padding: 5px 8px; }

QToolBar { background: transparent; border: none; padding: 4px; spacing: 2px; }
QToolBar::handle { width: 0; height: 0; image: none; }
QToolBar::separator { background: $border; width: 1px; margin: 5px 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 4px 7px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:open { background: $pressed; }
QToolButton:checked { background: $selection; color: $selection_text; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton[primary="true"] { background: $accent; color: $accent_text; border-color: $accent; padding: 4px 10px; }
QToolButton[primary="true"]:hover { background: $accent_hover; border-color: $accent_hover; }
QToolButton[step="true"] { border-color: $field; background: $raised; font-weight: 600; }
QToolButton[popupMode="1"] { padding-right: 20px; }
QToolButton[popupMode="2"] { padding-right: 18px; }
QToolButton#qt_toolbar_ext_button { padding: 0; border: none; qproperty-icon: none;
    image: url("$images/chevrons-right-$name.svg"); }
QToolButton::menu-button { border: none; border-radius: 5px; width: 16px; }
QToolButton::menu-button:hover { background: $pressed; }
QToolButton::menu-arrow, QToolButton::menu-indicator {
    image: url("$images/chevron-down-$name.svg"); width: 11px; height: 11px; }
QToolButton::menu-indicator { subcontrol-position: right center; right: 4px; }

QPushButton { background: $raised; border: 1px solid $border; border-radius: 5px; padding: 5px 14px;
    min-height: 18px; min-width: 52px; qproperty-iconSize: 22px 16px; outline: none; }
QPushButton:hover { background: $hover; border-color: $border_strong; }
QPushButton:pressed, QPushButton:open, QPushButton:checked { background: $pressed; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $line; }
QPushButton:default, QPushButton[primary="true"] {
    background: $accent; color: $accent_text; border-color: $accent; }
QPushButton:default:hover, QPushButton[primary="true"]:hover {
    background: $accent_hover; border-color: $accent_hover; }
QPushButton:default:focus, QPushButton[primary="true"]:focus {
    border-color: $accent_hover; background: $accent_hover; }
QPushButton:default:disabled, QPushButton[primary="true"]:disabled {
    background: $pressed; color: $disabled; border-color: $pressed; }
QPushButton:flat { background: transparent; border-color: transparent; color: $accent; padding: 5px 8px;
    min-width: 0; }
QPushButton:flat:hover { background: $hover; }
QPushButton::menu-indicator { image: url("$images/chevron-down-$name.svg"); width: 11px; height: 11px;
    subcontrol-position: right center; right: 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $base; border: 1px solid $field; border-radius: 5px;
    selection-background-color: $accent; selection-color: $accent_text; }
QLineEdit, QComboBox, QAbstractSpinBox { padding: 3px 7px; min-height: 20px; }
QPlainTextEdit, QTextEdit { padding: 2px 4px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
    border-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus,
QComboBox:on { border-color: $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: $window; color: $disabled; border-color: $line; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] {
    background: $window; border-color: $line; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"],
QAbstractSpinBox[wrong="true"] { border-color: $late; background: $late_soft; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit, QComboBox QLineEdit:focus, QComboBox QLineEdit:hover,
QAbstractSpinBox QLineEdit:focus, QAbstractSpinBox QLineEdit:hover {
    border: none; background: transparent; padding: 0; min-height: 0; border-radius: 0; }
QAbstractItemView QLineEdit, QAbstractItemView QComboBox, QAbstractItemView QAbstractSpinBox,
QAbstractItemView QPlainTextEdit {
    border: 2px solid $accent; border-radius: 0; padding: 0 4px; min-height: 0; background: $base; }
QSpinBox, QDoubleSpinBox { qproperty-alignment: 'AlignRight | AlignVCenter'; }
QTextBrowser, QTextEdit[flat="true"] { border: none; background: transparent; }

QComboBox { padding-right: 24px; }
QComboBox::drop-down { border: none; width: 20px; margin-right: 3px; subcontrol-origin: border;
    subcontrol-position: right center; }
QComboBox::down-arrow { image: url("$images/chevron-down-$name.svg"); width: 12px; height: 12px; }
QComboBox::down-arrow:disabled { image: url("$images/chevron-down-$name-off.svg"); }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; padding: 3px; outline: none; }
QAbstractSpinBox { padding-right: 22px; }
QDateEdit::drop-down, QDateTimeEdit::drop-down { border: none; width: 24px; subcontrol-origin: border;
    subcontrol-position: right center; }
QDateEdit::down-arrow, QDateTimeEdit::down-arrow {
    image: url("$images/calendar-$name.svg"); width: 14px; height: 14px; }
QDateEdit::down-arrow:disabled, QDateTimeEdit::down-arrow:disabled {
    image: url("$images/calendar-$name-off.svg"); }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; background: transparent; width: 18px; subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; border-radius: 3px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; border-radius: 3px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$images/chevron-up-$name.svg"); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QTimeEdit::down-arrow {
    image: url("$images/chevron-down-$name.svg"); width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: 7px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator {
    width: 15px; height: 15px; border: 1px solid $field; border-radius: 4px; background: $base; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus,
QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$images/check-$name.svg"); }
QCheckBox::indicator:indeterminate {
    background: $accent; border-color: $accent; image: url("$images/minus-$name.svg"); }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 7px; height: 7px; background: $base; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $window; border-color: $line; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }

QAbstractItemView { background: $base; border: 1px solid $line; outline: none;
    selection-background-color: $selection; selection-color: $selection_text;
    alternate-background-color: $alternate; }
QTableView { gridline-color: $line; }
QTableView[padded="true"]::item { padding: 0 5px; }
QHeaderView { background: $header; border: none; }
QHeaderView::section { background: $header; color: $muted; border: none; border-right: 1px solid $line;
    border-bottom: 1px solid $border; padding: 5px 8px; font-weight: 600; }
QHeaderView::section:hover { background: $hover; }
QHeaderView::section:vertical { padding: 0 6px; font-weight: 400; }
QHeaderView::section:vertical:checked { background: $selection; color: $selection_text; }
QHeaderView::down-arrow { image: url("$images/chevron-down-$name.svg"); width: 12px; height: 12px; }
QHeaderView::up-arrow { image: url("$images/chevron-up-$name.svg"); width: 12px; height: 12px; }
QTableCornerButton::section { background: $header; border: none; border-right: 1px solid $line;
    border-bottom: 1px solid $border; }
QListView::item, QTreeView::item { padding: 4px 6px; border: none; }
QListView, QTreeView { icon-size: 17px; }
QListView::item { border-radius: 4px; min-height: 20px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $selection; color: $selection_text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$images/chevron-right-$name.svg"); }
QTreeView::branch:has-children:open { image: url("$images/chevron-down-$name.svg"); }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabWidget::tab-bar { left: 4px; }
QTabBar { qproperty-drawBase: 0; background: transparent; border: none; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: 6px 7px 5px 7px; margin-right: 1px; }
QTabBar::tab:hover { color: $text; background: $hover;
    border-top-left-radius: 5px; border-top-right-radius: 5px; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:disabled { color: $disabled; }
QTabBar::close-button { image: url("$images/x-$name.svg"); }

QMenuBar { background: $window; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $raised; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::right-arrow { image: url("$images/chevron-right-$name.svg"); width: 12px; height: 12px; right: 6px; }
QMenu::indicator { width: 15px; height: 15px; margin-left: 8px; border: 1px solid $border_strong;
    border-radius: 4px; background: $base; }
QMenu::indicator:checked { background: $accent; border-color: $accent;
    image: url("$images/check-$name.svg"); }
QMenu::indicator:exclusive { border-radius: 8px; }
QMenu::indicator:exclusive:checked { border: 5px solid $accent; width: 7px; height: 7px;
    background: $base; image: none; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $scroll_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { border: none; background: transparent; }

QGroupBox { border: 1px solid $line; border-radius: 6px; margin-top: 20px; padding: 10px 8px 8px 8px;
    background: $base; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; left: 2px; padding: 0 2px;
    color: $muted; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: $window; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: none; }
QProgressBar { background: $pressed; border: none; border-radius: 3px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QDialogButtonBox { button-layout: 0; dialogbuttonbox-buttons-have-icons: 0; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $header; }
QCalendarWidget QToolButton { color: $text; font-weight: 600; padding: 3px 8px; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url("$images/chevron-left-$name.svg"); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url("$images/chevron-right-$name.svg"); }
QCalendarWidget QAbstractItemView { border: none; selection-background-color: $accent;
    selection-color: $accent_text; }

QPushButton[standing] { border: 1px solid transparent; border-radius: 9px; padding: 3px 12px; font-weight: 600; }
QPushButton[standing="late"] { background: $late_soft; color: $late; }
QPushButton[standing="today"] { background: $today_soft; color: $today; }
QPushButton[standing="soon"] { background: $soon_soft; color: $soon; }
QPushButton[standing]:hover { border-color: $border_strong; }
QToolButton#group { color: $muted; text-align: left; padding: 3px 2px; }
QLabel#badge { color: $late; background: $late_soft; border-radius: 7px; }
QLabel[role="title"] { font-size: $title; font-weight: 700; }
QLabel[role="page"] { font-weight: 700; font-size: $heading; }
QLabel[role="heading"] { font-weight: 700; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="problem"] { color: $late; }
QFrame[role="card"] { background: $base; border: 1px solid $line; border-radius: 8px; }
QFrame[role="side"] { background: $header; border: none; border-right: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; }
QFrame[role="bar"] { background: $line; border: none; }
""")


def style_sheet(colours: Colours, meanings: dict[str, tuple[str, str]], images: str, title_points: float) -> str:
    """Return the sheet for one mode; `images` is the folder of the arrows, `meanings` {late …: (strong, soft)}."""
    strong = {name: pair[0] for name, pair in meanings.items()}
    soft = {f"{name}_soft": pair[1] for name, pair in meanings.items()}
    return SHEET.substitute({**vars(colours), **strong, **soft}, images=images, title=f"{title_points:g}pt",
                            heading=f"{title_points / 1.45 * 1.15:g}pt")
