"""Daily sheets of other plants in other words, each with what must come of it."""

from __future__ import annotations

from datetime import date

from nasty_kit import Nasty, Wants, book_of, lines

N = None
ORDERS = book_of(("永固", lines(
    ["永固五金 生产排期"], ["制单号", "客名", "产品编号", "颜色", "订单数量", "生产线", "计划开始", "计划完成", "走货期"],
    *([number, "宏盛", item, colour, quantity, line, date(2026, 11, 16), date(2026, 11, 28), date(2026, 12, 5)]
      for number, item, colour, quantity, line in (
          ("GD001", "A1", "黑", 5000, "A拉"), ("GD002", "A2", "白", 3000, "A拉"), ("GD003", "A3", "红", 4000, "B拉"),
          ("GD004", "A1", "蓝", 2000, "B拉"), ("0088", "A5", "灰", 1000, "3#机"))))))
"""The schedule that the sheets report on."""


def on(day: int) -> date:
    return date(2026, 11, day)


def _other_words() -> Nasty:
    rows = lines(
        ["永固五金厂生产日报表"], ["日期：2026年11月20日", N, N, N, "班次：白班"],
        ["拉别", "工单号", "货号", "颜色", "单量", "计划", "完成数", "累计", "欠数", "备注"],
        ["A拉", "GD001", "A1", "黑", 5000, 400, 380, 380, 4620, N], [N, "GD002", "A2", "白", 3000, 200, "205个", 205, 2795, N],
        ["A拉小计", N, N, N, N, 600, 585], ["B拉", "GD003", "A3", "红", 4000, 300, 310, 310, 3690, N],
        ["··", "GD004", "A1", "蓝", 2000, 100, 90, 90, 1910, "待料"], ["合计", N, N, N, N, 1000, 985], [],
        ["出勤：35人   请假：2人"], ["制表：阿芳", N, N, "审核："])
    return Nasty("永固日报1120.xlsx", book_of(("Sheet1", rows)), {"Sheet1": Wants(
        3, 4, {"made": 780, "quantity": 14000}, {"order": "工单号", "made": "完成数", "cumulative": "累计", "line": "拉别",
                                               "balance": "欠数", "planned": "计划"}, odd=frozenset({(5, "text_quantity")}))},
        stored=[("GD001", on(20), "", 380), ("GD002", on(20), "", 205), ("GD003", on(20), "", 310), ("GD004", on(20), "", 90)])


def _sheet_a_day() -> Nasty:
    head = ["机台", "单号", "型号", "颜色", "本日产量", "累计产量"]
    return Nasty("永固2026年11月生产日报.xlsx", book_of(
        ("18", lines(["永固生产日报"], head, ["A拉", "GD001", "A1", "黑", 100, 100])),
        ("19日", lines(["永固生产日报"], head, ["A拉", "GD001", "A1", "黑", 110, 210])),
        ("11.20", lines(["永固生产日报"], head, ["A拉", "GD001", "A1", "黑", 120, 330], ["3#机", "0088", "A5", "灰", 10, 10])),
        ("模板", lines(["永固生产日报"], head))),
        {"18": Wants(2, 1, {"made": 100}), "19日": Wants(2, 1, {"made": 110}), "11.20": Wants(2, 2, {"made": 130}),
         "模板": Wants(2, 0)},
        stored=[("GD001", on(18), "", 100), ("GD001", on(19), "", 110), ("GD001", on(20), "", 120), ("0088", on(20), "", 10)])


def _dates_in_rows() -> Nasty:
    rows = lines(
        ["永固生产记录"], ["日期", "班次", "机号", "工单号", "货号", "颜色", "良品数", "不良数", "操作员"],
        [on(18), "白班", "A拉", "GD001", "A1", "黑", 50, 1, "张"], [N, "夜班", "A拉", "GD001", "A1", "黑", 60, 0, "李"],
        [N, "白班", "B拉", "GD003", "A3", "红", 70, 0, "王"], ["11月19日", "白班", "A拉", "GD001", "A1", "黑", 55, 2, "张"],
        [N, "夜班", "A拉", "GD001", "A1", "黑", 65, 0, "李"], ["小计", N, N, N, N, N, 300, 3])
    return Nasty("永固记录.xlsx", book_of(("记录", rows)), {"记录": Wants(
        2, 5, {"made": 300, "defects": 3}, {"day": "日期", "shift": "班次", "line": "机号"})},
        stored=[("GD001", on(18), "白班", 50), ("GD001", on(18), "夜班", 60), ("GD003", on(18), "白班", 70),
                ("GD001", on(19), "白班", 55), ("GD001", on(19), "夜班", 65)])


def _side_by_side() -> Nasty:
    head = ["生产单号", "货号", "颜色", "当日产量", "累计产量"]
    rows = lines(
        ["永固 11月20日 生产进度"], ["A拉", N, N, N, N, N, "B拉"], [*head, N, *head],
        ["GD001", "A1", "黑", 10, 10, N, "GD003", "A3", "红", 30, 30], ["GD002", "A2", "白", 20, 20, N, "GD004", "A1", "蓝", 40, 40],
        ["合计", N, N, 30, N, N, "合计", N, N, 70], merged=["A2:E2", "G2:K2"])
    return Nasty("永固左右两栏.xlsx", book_of(("进度", rows)), {"进度": Wants(
        2, 4, {"made": 100})}, stored=[("GD001", on(20), "", 10), ("GD003", on(20), "", 30), ("GD002", on(20), "", 20),
                                     ("GD004", on(20), "", 40)])


def _sections() -> Nasty:
    rows = lines(
        ["永固生产进度表", N, N, N, on(20)], ["工单编号", "型号", "颜色", "目标", "实际产量", "累计完成数", "原因"],
        ["A拉"], ["GD001", "A1", "黑", 100, 90, 90, N], ["GD002", "A2", "白", 100, 0, 0, "停电"], ["小计", N, N, 200, 90],
        ["B拉（李四）"], ["GD003", "A3", "红", 100, 95, 95, N], [N, N, N, N, 185])
    return Nasty("永固分拉.xlsx", book_of(("Sheet2", rows)), {"Sheet2": Wants(2, 3, {"made": 185})}, stored=[
        ("GD001", on(20), "", 90), ("GD002", on(20), "", 0), ("GD003", on(20), "", 95)])


def _by_the_hour() -> Nasty:
    rows = lines(
        ["永固时段产量 2026-11-20"],
        ["线别", "制单号", "货号", "颜色", "时段产量", N, N, N, "当日合计", "累计"],
        [N, N, N, N, "8:00-10:00", "10:00-12:00", "13:30-15:30", "15:30-17:30", N, N],
        ["A拉", "GD001", "A1", "黑", 20, 20, 30, 30, 100, 100], ["B拉", "GD003", "A3", "红", 10, 20, 10, 10, 50, 50],
        ["总计", N, N, N, 30, 40, 40, 40, 150], merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2", "I2:I3", "J2:J3"])
    return Nasty("永固时段.xlsx", book_of(("时段", rows)), {"时段": Wants(2, 2, {"made": 150}, {"made": "当日合计"})},
                 stored=[("GD001", on(20), "", 100), ("GD003", on(20), "", 50)])


def _in_english() -> Nasty:
    rows = lines(
        ["DAILY PRODUCTION REPORT"], ["Date:", "20-Nov-2026", N, "Factory:", "永固"],
        ["Line", "Job No.", "Style No.", "Colour", "Order Qty", "Today's Target", "Today's Output", "Total Output", "Balance", "Remarks"],
        ["A拉", "GD001", "A1", "黑", 5000, 100, 99, 99, 4901, N], ["B拉", "GD003", "A3", "红", 4000, 100, 98, 98, 3902, "late"],
        ["Total", N, N, N, 9000, 200, 197, 197, 8803])
    return Nasty("report.xlsx", book_of(("Report", rows)), {"Report": Wants(3, 2, {"made": 197, "quantity": 9000}, {
        "order": "Job No.", "made": "Today's Output", "cumulative": "Total Output"})},
        stored=[("GD001", on(20), "", 99), ("GD003", on(20), "", 98)])


def _not_said() -> Nasty:
    rows = lines(["单号", "货号", "颜色", "产量"], ["GD001", "A1", "黑", 5], ["GD999", "A1", "黑", 6])
    return Nasty("无日期.xlsx", book_of(("a", rows)), {"a": Wants(1, 2, {"made": 11}, held=2, odd=frozenset({
        (N, "day_unknown"), (3, "unknown_order")}))}, stored=[])


def _from_schedule_words() -> Nasty:
    rows = lines(
        ["永固每日进度 11/20"],
        ["生产线", "制单\n号", "客户", "产品型号", "颜色", "订单\n数量", "当日", N, N, "累计", N, "欠数", "完成率"],
        [N, N, N, N, N, N, "计划数", "完成数", "不良数", "计划数", "完成数", N, N],
        ["A拉", "GD001", "宏盛", "A1", "黑", 5000, 100, 70, 1, 100, 70, 4930, "1.4%"],
        [N, "GD002", "宏盛", "A2", "白", 3000, 100, 80, 0, 100, 80, 2920, "2.7%"],
        ["合计", N, N, N, N, 8000, 200, 150, 1, 200, 150, 7850],
        merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3", "G2:I2", "J2:K2", "L2:L3", "M2:M3"])
    return Nasty("永固两行.xlsx", book_of(("d", rows)), {"d": Wants(2, 2, {"made": 150, "cumulative": 150, "planned": 200}, {
        "made": "当日/完成数", "cumulative": "累计/完成数", "planned": "当日/计划数", "defects": "当日/不良数"})},
        stored=[("GD001", on(20), "", 70), ("GD002", on(20), "", 80)])


def progress_books() -> list[Nasty]:
    """Return all of them."""
    return [_other_words(), _sheet_a_day(), _dates_in_rows(), _side_by_side(), _sections(), _by_the_hour(),
            _in_english(), _not_said(), _from_schedule_words()]
