"""Daily sheets that spread days and shifts over their columns, and other heads of many plants."""

from __future__ import annotations

from datetime import date

from nasty_kit import Nasty, Wants, book_of, lines
from nasty_progress import N, on

_HEAD = ["制单号", "货号", "颜色", "单量"]
_ONE = ["GD001", "A1", "黑", 5000]
_TWO = ["GD002", "A2", "白", 3000]


def _plan_and_fact() -> Nasty:
    rows = lines(
        ["永固生产进度"], [*_HEAD, on(18), N, on(19), N, "累计"], [N, N, N, N, "计划", "实际", "计划", "实际", N],
        [*_ONE, 100, 90, 100, "95套", 185], [*_TWO, 100, 70, 100, N, 70], ["合计", N, N, N, 200, 160, 200, 95],
        merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:H2", "I2:I3"])
    return Nasty("永固计划实际.xlsx", book_of(("a", rows)), {"a": Wants(
        2, 4, {"made": 160, "planned": 400, "quantity": 8000, "cumulative": 255}, odd=frozenset({(4, "text_quantity")}))},
        stored=[("GD001", on(18), "", 90), ("GD001", on(19), "", 95), ("GD002", on(18), "", 70), ("GD002", on(19), "", 0)])


def _days_of_a_month() -> Nasty:
    rows = lines(["永固11月份生产日报"], [*_HEAD, *range(1, 22), "合计"], [*_ONE, *[N] * 17, 90, 95, N, N, 185],
                 [*_TWO, *[N] * 17, N, 75, 60, N, 135], ["合计", N, N, N, *[N] * 17, 90, 170, 60, N, 320])
    return Nasty("永固月报.xlsx", book_of(("Sheet1", rows)), {"Sheet1": Wants(2, 4, {"made": 320, "quantity": 8000})},
                 stored=[("GD001", on(18), "", 90), ("GD001", on(19), "", 95), ("GD002", on(19), "", 75),
                         ("GD002", on(20), "", 60)])


def _days_below_a_head() -> Nasty:
    rows = lines(["永固生产日报表"], [*_HEAD, "日期", N, "累计完成"], [N, N, N, N, on(18), on(19), N],
                 [N, N, N, N, "三", "四", N], [*_ONE, 90, 95, 185], [*_TWO, 70, 75, 145],
                 merged=["A2:A4", "B2:B4", "C2:C4", "D2:D4", "E2:F2", "G2:G4"])
    return Nasty("永固日期在下.xlsx", book_of(("a", rows)), {"a": Wants(2, 4, {"made": 330, "cumulative": 330}, calm=True)},
                 stored=[("GD001", on(18), "", 90), ("GD001", on(19), "", 95), ("GD002", on(18), "", 70),
                         ("GD002", on(19), "", 75)])


def _shifts() -> Nasty:
    rows = lines(["永固 2026-11-20"], [*_HEAD, "白班产量", "夜班产量", "累计完成"], [*_ONE, 90, 80, 170], [*_TWO, 50, N, 50])
    return Nasty("永固两班.xlsx", book_of(("a", rows)), {"a": Wants(2, 3, {"made": 220, "cumulative": 220}, calm=True)},
                 stored=[("GD001", on(20), "白班", 90), ("GD001", on(20), "夜班", 80), ("GD002", on(20), "白班", 50)])


def _shifts_with_total() -> Nasty:
    rows = lines(["永固 2026-11-20"], [*_HEAD, "白班", N, "夜班", N, "合计", "累计完成"],
                 [N, N, N, N, "产量", "不良", "产量", "不良", "产量", N], [*_ONE, 90, 1, 80, 0, 170, 170],
                 merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:H2", "J2:J3"])
    return Nasty("永固两班合计.xlsx", book_of(("a", rows)), {"a": Wants(
        2, 1, {"made": 170}, {"made": "合计/产量", "planned": None}, calm=True)}, stored=[("GD001", on(20), "", 170)])


def _plan_rows() -> Nasty:
    rows = lines(["永固2026年11月生产进度表"], [*_HEAD, "类别", 18, 19, 20], [*_ONE, "计划", 100, 100, 100],
                 [N, N, N, N, "实际", 90, 95, N], [*_TWO, "计划", 50, 50, 50], [N, N, N, N, "实际", 40, N, N],
                 merged=[f"{letter}{row}:{letter}{row + 1}" for letter in "ABC" for row in (3, 5)])
    return Nasty("永固计划行.xlsx", book_of(("11月", rows)), {"11月": Wants(2, 3, {"made": 225})},
                 stored=[("GD001", on(18), "", 90), ("GD001", on(19), "", 95), ("GD002", on(18), "", 40)])


def _one_below_the_other() -> Nasty:
    head = ["制单号", "货号", "颜色", "当日完成", "累计完成"]
    rows = lines(["永固 11月19日 日报"], head, ["GD001", "A1", "黑", 10, 10], ["合计", N, N, 10], [],
                 ["永固 11月20日 日报"], head, ["GD001", "A1", "黑", 11, 21], ["本月累计", N, N, 21])
    return Nasty("永固两天.xlsx", book_of(("a", rows)), {"a": Wants(2, 2, {"made": 21}, calm=True)},
                 stored=[("GD001", on(19), "", 10), ("GD001", on(20), "", 11)])


def _other_heads() -> Nasty:
    rows = lines(
        ["永固生产日报", N, "2026", "年", "11", "月", "20", "日"],
        ["拉", "合同号", "款号", "色", "昨日累计", "今日完成", "今日累计", "未完成", "预计完成日期"],
        ["A拉", "GD001", "A1", "黑", 100, 50, 50, 4950, date(2026, 11, 28)],
        [N, "GD002", "A2", "··", 0, "··", 50, 2950, N], ["TTL", N, N, N, 100, 100])
    return Nasty("永固其他.xlsx", book_of(("a", rows)), {"a": Wants(
        2, 2, {"made": 100}, {"order": "合同号", "cumulative": "今日累计", "colour": "色", "line": "拉"}, held=1,
        odd=frozenset({(4, "as_above"), (4, "unknown_item")}))}, stored=[("GD001", on(20), "", 50)])


def _date_beside_and_below() -> Nasty:
    head = ["制单号", "货号", "颜色", "产量"]
    row = ["GD001", "A1", "黑", 5]
    return Nasty("永固日期.xlsx", book_of(
        ("a", lines(["永固", N, "日期：", 46344], head, row)), ("b", lines(["永固"], head, row, [], ["填报日期：2026-11-19"])),
        ("Nov 20", lines(["永固"], head, row))),
        {"a": Wants(2, 1), "b": Wants(2, 1), "Nov 20": Wants(2, 1)},
        stored=[("GD001", on(18), "", 5), ("GD001", on(19), "", 5), ("GD001", on(20), "", 5)])


def _planned_only() -> Nasty:
    good = lines(["永固 11月20日"], ["制单号", "货号", "颜色", "产量"], ["GD001", "A1", "黑", 5], [], ["异常", N, N, N],
                 ["制单号", "问题", "责任", "完成日期"], ["GD003", "缺料", "采购", "11/22"])
    plan = lines(["永固11月生产计划"], [*_HEAD, 18, 19, 20], [*_ONE, 100, 100, 100])
    return Nasty("永固.xlsx", book_of(("日报", good), ("计划", plan)), {"日报": Wants(
        2, 1, {"made": 5}, odd=frozenset({(7, "below")}))}, ("计划",), [("GD001", on(20), "", 5)])


def spread_books() -> list[Nasty]:
    """Return all of them."""
    return [_plan_and_fact(), _days_of_a_month(), _days_below_a_head(), _shifts(), _shifts_with_total(), _plan_rows(),
            _one_below_the_other(), _other_heads(), _date_beside_and_below(), _planned_only()]
