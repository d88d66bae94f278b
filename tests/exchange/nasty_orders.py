"""Order lists and schedules as no sample shows them, each with what must come of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from nasty_kit import Nasty, Wants, book_of, lines, patched, text_of
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

D = date
N = None


def _group_rows() -> Nasty:
    rows = lines(
        ["永固五金制品有限公司订单一览表"], ["打印日期：2026-11-20", N, N, N, "单位：PCS"],
        ["红色=急单", "黄色=改单", "蓝色=完成"],
        ["序\n号", "订单\n编号", " 货 号 ", "颜　色", "订单数\n(PCS)", "交货\n日期", "备  注"],
        ["客户：宏盛贸易"],
        [1, "YG-001", "A01", "黑", 1200, D(2026, 12, 1), N],
        [2, "YG-001", "A02", "白", 800, D(2026, 12, 1), "急"],
        [N, "小计", N, N, 2000, N, N],
        ["客户：蓝海超市"],
        [3, "YG-002", "A01", "黑", 500, D(2026, 12, 9), N],
        [N, N, N, "小 计：", 500, N, N],
        [], [N, N, N, N, 2500, N, N], [], ["制表：阿芳", N, "审核：", N, N, "批准："])
    return Nasty("分客户订单.xlsx", book_of(("Sheet1", rows)), {"Sheet1": Wants(
        4, 3, {"quantity": 2500}, {"order": "订单编号", "quantity": "订单数(PCS)", "ship": "交货日期"}, calm=True)},
        stored=[("YG-001", "宏盛贸易", "A01", "黑", 1200, D(2026, 12, 1)),
                ("YG-001", "宏盛贸易", "A02", "白", 800, D(2026, 12, 1)),
                ("YG-002", "蓝海超市", "A01", "黑", 500, D(2026, 12, 9))])


def _from_column_d() -> Nasty:
    rows = lines(
        ["2026年11月生产计划"],
        ["订单信息", N, N, N, "数量", N, N, "日期", N, N],
        ["制单号", "客户", "款号", "颜色", "订单", "已完成", "尚欠", "上线", "下线", "交期"],
        ["P-1", "甲公司", "K1", "红", 100, 20, 80, D(2026, 11, 1), D(2026, 11, 5), D(2026, 11, 9)],
        ["P-2", "乙公司", "K2", "绿", 300, 0, 300, D(2026, 11, 6), D(2026, 11, 8), D(2026, 11, 19)],
        ["合计", N, N, N, 400, 20, 380], left=3,
        merged=["D2:G2", "H2:J2", "K2:M2", "D1:M1"])
    return Nasty("从D列开始.xlsx", book_of(("计划", rows)), {"计划": Wants(
        2, 2, {"quantity": 400, "done": 20}, {"order": "制单号", "quantity": "订单", "start": "上线", "finish": "下线",
                                             "ship": "交期"})},
        stored=[("P-1", "甲公司", "K1", "红", 100, D(2026, 11, 9)), ("P-2", "乙公司", "K2", "绿", 300, D(2026, 11, 19))])


def _mixed_language() -> Nasty:
    rows = lines(
        ["ORDER STATUS REPORT"], [],
        ["No.", "P/O No.\n客户订单号", "Customer\n客户", "Item No.\n货号", "Description\n品名", "Color\n颜色", "Qty (pcs)\n数量",
         "Unit Price (USD)\n单价", "Amount\n金额", "Ship Date\n交期", "Remarks\n备注"],
        [1, 4500134661.0, "ACME", "X-9", "Mug", "Red", 1000, 1.25, 1250, D(2026, 12, 20), N],
        [2, "4500134662.0", "ACME", "X-9", "Mug", "Blue", 500, 1.25, 625, D(2026, 12, 20), "rush"],
        ["TOTAL", N, N, N, N, N, 1500, N, 1875])
    return Nasty("PO list.xlsx", book_of(("PO", rows)), {"PO": Wants(
        3, 2, {"quantity": 1500, "amount": 1875}, {"customer_po": "P/O No.客户订单号", "quantity": "Qty (pcs)数量"})},
        stored=[("4500134661", "ACME", "X-9", "Red", 1000, D(2026, 12, 20)),
                ("4500134662", "ACME", "X-9", "Blue", 500, D(2026, 12, 20))])


def _number_in_first_row() -> Nasty:
    rows = lines(
        ["生产单号", "客名", "货号", "颜色", "数量", "走货期"],
        ["0071", "老王", "B1", "黑", 100, D(2026, 12, 1)], [N, N, "B1", "白", 200, N], [N, N, "B2", "白", 300, N],
        ["0072", "老李", "B1", "黑", 400, D(2026, 12, 5)], [N, N, "B3", "黑", 500, D(2026, 12, 6)],
        ["合计", N, N, N, 1500])
    return Nasty("单号只写一次.xlsx", book_of(("订单", rows)), {"订单": Wants(1, 5, {"quantity": 1500})}, stored=[
        ("0071", "老王", "B1", "黑", 100, D(2026, 12, 1)), ("0071", "老王", "B1", "白", 200, N),
        ("0071", "老王", "B2", "白", 300, N), ("0072", "老李", "B1", "黑", 400, D(2026, 12, 5)),
        ("0072", "老李", "B3", "黑", 500, D(2026, 12, 6))])


def _merged_down() -> Nasty:
    rows = lines(
        ["客户", "订单号", "产品型号", "颜色", "订单数量", "客户交期"],
        ["天成", "T-1", "M1", "黑", 100, D(2026, 12, 1)], [N, N, "M2", "黑", 150, N], [N, "T-2", "M1", "灰", 50, D(2026, 12, 3)],
        ["地利", "T-3", "M9", "灰", 60, D(2026, 12, 4)], merged=["A2:A4", "B2:B3", "F2:F3"])
    return Nasty("竖向合并.xlsx", book_of(("订单", rows)), {"订单": Wants(1, 4, {"quantity": 360})}, stored=[
        ("T-1", "天成", "M1", "黑", 100, D(2026, 12, 1)), ("T-1", "天成", "M2", "黑", 150, D(2026, 12, 1)),
        ("T-2", "天成", "M1", "灰", 50, D(2026, 12, 3)), ("T-3", "地利", "M9", "灰", 60, D(2026, 12, 4))])


def _three_rows() -> Nasty:
    rows = lines(
        ["生产排期"],
        ["订单资料", N, N, N, N, "生产安排", N, N, "走货", N],
        ["单号", "客户", "产品", N, "数量", "拉别", "计划", N, "交期", "备注"],
        [N, N, "货号", "颜色", N, N, "开始", "完成", N, N],
        ["S1", "和记", "G1", "黄", 700, "A拉", D(2026, 11, 2), D(2026, 11, 4), D(2026, 11, 9), "√"],
        ["S2", "和记", "G2", "黄", 900, "B拉", D(2026, 11, 5), D(2026, 11, 7), D(2026, 11, 19), N],
        merged=["A2:E2", "F2:H2", "I2:J2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:H3", "I3:I4", "J3:J4"])
    return Nasty("三行表头.xlsx", book_of(("排期", rows)), {"排期": Wants(2, 2, {"quantity": 1600})}, stored=[
        ("S1", "和记", "G1", "黄", 700, D(2026, 11, 9)), ("S2", "和记", "G2", "黄", 900, D(2026, 11, 19))])


def _pages() -> Nasty:
    head = ["订单编号", "客户名称", "货品编号", "颜色", "订货数量", "交货日期"]
    rows = lines(
        ["订单明细表"], head, ["Q-1", "东升", "R1", "黑", 10, D(2026, 12, 1)], ["Q-2", "东升", "R2", "黑", 20, D(2026, 12, 2)],
        ["过次页", N, N, N, 30], ["第 1 页 共 2 页"], ["订单明细表"], head, ["承前页", N, N, N, 30],
        ["Q-3", "西岭", "R1", "黑", 30, D(2026, 12, 3)], ["本页小计", N, N, N, 30], ["总  计", N, N, N, 60],
        ["第 2 页 共 2 页"])
    return Nasty("每页重复表头.xlsx", book_of(("明细", rows)), {"明细": Wants(2, 3, {"quantity": 60})}, stored=[
        ("Q-1", "东升", "R1", "黑", 10, D(2026, 12, 1)), ("Q-2", "东升", "R2", "黑", 20, D(2026, 12, 2)),
        ("Q-3", "西岭", "R1", "黑", 30, D(2026, 12, 3))])


def _sums_beside() -> Nasty:
    rows = lines(
        ["单号", "客户", "货号", "颜色", "数量", "交期", N, N, "客户", "数量"],
        ["U1", "金泰", "V1", "黑", 100, D(2026, 12, 1), N, N, "金泰", 300],
        ["U2", "金泰", "V2", "黑", 200, D(2026, 12, 2), N, N, "银都", 50],
        ["U3", "银都", "V1", "黑", 50, D(2026, 12, 3), N, N, "合计", 350],
        [N, N, N, N, 350])
    return Nasty("旁边有汇总.xlsx", book_of(("订单", rows)), {"订单": Wants(1, 3, {"quantity": 350})}, stored=[
        ("U1", "金泰", "V1", "黑", 100, D(2026, 12, 1)), ("U2", "金泰", "V2", "黑", 200, D(2026, 12, 2)),
        ("U3", "银都", "V1", "黑", 50, D(2026, 12, 3))])


def _numbers_and_texts() -> Nasty:
    rows = lines(
        ["订单号", "客户", "货号", "颜色", "数量", "交期"],
        ["0012", "海联", "1E5", "黑", "１２００", "2026年12月1日"], [12, "海联", 70012, "黑", " 1,500 ", "2026/12/2"],
        ["4500134661.0", "海联", "003-11", "黑", "800 ", "12月3号"], [4500134662.0, "海联", datetime(2026, 3, 11), "黑", 100, "20261204"],
        ["　ＧＤ－１　", "海联", "A 2", "黑", "20套", "12.15"], ["GD-2", "海联", "A1", "黑", "25套散件", "7/16 自检"],
        ["GD-3", "海联", "A1", "黑", "约300", "货期待复"], ["GD-4", "海联", "A1", "黑", "待定", "2026-12-1~12-5"],
        ["GD-5", "海联", "A1", "黑", "-", 46357], ["GD-6", "海联", "A1", "黑", 0, "Dec 20, 2026"])
    return Nasty("数字与文字.xlsx", book_of(("订单", rows)), {"订单": Wants(1, 10, {"quantity": 100}, held=2, odd=frozenset({
        (5, "date_as_code"), (6, "text_quantity"), (7, "text_quantity"), (8, "text_quantity"), (8, "no_date"),
        (9, "quantity_missing"), (10, "quantity_missing"), (7, "text_date")}))}, stored=[
        ("0012", "海联", "1E5", "黑", 1200, D(2026, 12, 1)), ("12", "海联", "70012", "黑", 1500, D(2026, 12, 2)),
        ("4500134661", "海联", "003-11", "黑", 800, D(2026, 12, 3)),
        ("4500134662", "海联", "2026-03-11", "黑", 100, D(2026, 12, 4)),
        ("GD-1", "海联", "A 2", "黑", 20, D(2026, 12, 15)), ("GD-2", "海联", "A1", "黑", 25, D(2026, 7, 16)),
        ("GD-3", "海联", "A1", "黑", 300, N), ("GD-6", "海联", "A1", "黑", 0, D(2026, 12, 20))])


def _epoch_1904() -> Nasty:
    rows = lines(["订单号", "客户", "货号", "数量", "交期"], ["M1", "苹果", "Z1", 5, 44897], ["M2", "苹果", "Z1", 6, D(2026, 12, 3)])
    made = patched(book_of(("订单", rows)), ("xl/workbook.xml", b"<workbookPr", b'<workbookPr date1904="1"'),
                   ("xl/worksheets/sheet1.xml", b"<v>46359</v>", b"<v>44897</v>"))
    return Nasty("1904.xlsx", made, {"订单": Wants(1, 2, {"quantity": 11})}, stored=[
        ("M1", "苹果", "Z1", "", 5, D(2026, 12, 3)), ("M2", "苹果", "Z1", "", 6, D(2026, 12, 3))])


def _other_sheets() -> Nasty:
    good = lines(["合同号", "制单号", "客名", "产品编号", "订单数", "走货期"], ["C1", "W1", "宝丰", "H1", 40, D(2026, 12, 1)],
                 ["C2", "W2", "宝丰", "H2", 60, D(2026, 12, 1)])
    pivot = lines(["客户", "9月", "10月", "11月", "合计"], ["宝丰", 100, 200, 300, 600], ["总计", 100, 200, 300, 600])
    words = lines(["填表说明"], ["1、制单号必须填写，数量按PCS填写，货号以客户资料为准。"], ["2、走货期写年月日。"])
    people = lines(["姓名", "部门", "电话"], ["小张", "生管", "0999-0000"])
    stock = lines(["仓位", "物料名称", "库存数量", "单位"], ["A1", "纸箱", 300, "个"])

    def hidden(sheet: Worksheet) -> None:
        good(sheet)
        sheet.sheet_state = "veryHidden"

    return Nasty("多张表.xlsx", book_of(("说明", words), ("订单", good), ("汇总", pivot), ("通讯录", people), ("仓库", stock),
                                    ("空白", lines()), ("备份", hidden)),
                 {"订单": Wants(1, 2, {"quantity": 100}, {"order": "制单号", "customer_po": "合同号"}, calm=True),
                  "备份": Wants(1, 2, {"quantity": 100}, held=2, chosen=False)},
                 ("说明", "汇总", "通讯录", "仓库", "空白"),
                 [("W1", "宝丰", "H1", "", 40, D(2026, 12, 1)), ("W2", "宝丰", "H2", "", 60, D(2026, 12, 1))])


def _far_corner() -> Nasty:
    def fill(sheet: Worksheet) -> None:
        lines(["制单号", "客名", "货号", "数量", "走货期"], ["F1", "远方", "J1", 7, D(2026, 12, 1)],
              ["F2", "远方", "J2", 8, "#N/A"])(sheet)
        sheet["D2"].comment = Comment("客户加单", "阿芳")
        sheet["XFD1048576"].number_format = "0.00"
        sheet["XFD3"] = " "
        sheet["E3"].data_type = "e"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    return Nasty("用到XFD.xlsm", book_of(("Sheet1", fill)), {"Sheet1": Wants(
        1, 2, {"quantity": 15}, odd=frozenset({(3, "error_cell")}))},
        stored=[("F1", "远方", "J1", "", 7, D(2026, 12, 1)), ("F2", "远方", "J2", "", 8, N)])


def _lines_as_sections() -> Nasty:
    days = [D(2026, 11, day) for day in range(1, 31)]
    rows = lines(
        ["永固厂11月排期"], ["单号", "客户", "型号", "颜色", "订单量", "开工", "完工", "出货期", N, *days],
        ["1号机"], ["L1", "南风", "E1", "黑", 300, "11/1", "11/3", "11月20日", N, 100, 100, 100],
        ["L2", "南风", "E2", "黑", 200, "11/4", "11/5", "11月22日", N, N, N, N, 100, 100],
        ["2号机"], ["L3", "北林", "E1", "白", 150, "11/1", "11/2", "11月25日", N, 75, 75], ["合计", N, N, N, 650])
    return Nasty("按机台分段.xlsx", book_of(("11月", rows)), {"11月": Wants(
        2, 3, {"quantity": 650}, {"start": "开工", "finish": "完工", "ship": "出货期"})},
        stored=[("L1", "南风", "E1", "黑", 300, D(2026, 11, 20)), ("L2", "南风", "E2", "黑", 200, D(2026, 11, 22)),
                ("L3", "北林", "E1", "白", 150, D(2026, 11, 25))])


def _twice_named() -> Nasty:
    rows = lines(
        ["制单号", "客户", "货号", "数量", "数量", "单位", "备注", "备注", N, "交期", "交期"],
        ["K1", "双喜", "Y1", 100, 5, "PCS", "印字", "急", "x", D(2026, 12, 1), D(2026, 12, 11)],
        ["K2", "双喜", "Y2", 200, 6, "PCS", N, N, "y", D(2026, 12, 2), D(2026, 12, 12)],
        ["··", "··", "Y3", 300, 7, "··", N, N, N, D(2026, 12, 3), N], ["··", "··", "··", "··"])
    return Nasty("重名列.xlsx", book_of(("订单", rows)), {"订单": Wants(1, 3, {"quantity": 600}, {
        "quantity": "数量", "note": "备注", "ship": "交期"}, odd=frozenset({(1, "column_unclear")}), held=3)}, stored=[])


_ROWS = [("T1", "和风", "N1", "黑", "1,000", "2026-12-01"), ("T2", "和风", "N2", "白", "500", "2026/12/2"),
         ("00345", "和风", "N1", "白", "25", "12月3日")]
_STORED = [("T1", "和风", "N1", "黑", 1000, D(2026, 12, 1)), ("T2", "和风", "N2", "白", 500, D(2026, 12, 2)),
           ("00345", "和风", "N1", "白", 25, D(2026, 12, 3))]
_HEAD = ("订单编号", "客户名称", "货号", "颜色", "数量", "交货日期")


def _text(file: str, mark: str, encoding: str, before: str = "") -> Nasty:
    data = before + "\r\n".join(mark.join(f'"{c}"' if mark in c else c for c in row) for row in [_HEAD, *_ROWS]) + "\r\n"
    top = 1 + before.count("\n") - before.count("sep=")
    return Nasty(file, text_of(data, encoding), {Path(file).stem: Wants(top, 3, {"quantity": 1525})}, stored=_STORED)


def _page() -> Nasty:
    cells = "".join("<tr>" + "".join(f"<td>{c}&nbsp;</td>" for c in row) + "</tr>" for row in [_HEAD, *_ROWS])
    data = f'<html><meta charset="utf-8"><table><tr><td colspan=6>订单导出</td></tr>{cells}</table></html>'
    return Nasty("系统导出.xls", text_of(data, "utf-8"), {"系统导出": Wants(2, 3, {"quantity": 1525})}, stored=_STORED)


def _twenty_thousand() -> Nasty:
    rows = [[f"B{n // 3:05}" if n % 3 == 0 else N, f"客{n % 50}" if n % 3 == 0 else N, f"P{n % 90}", f"色{n % 7}", 10, D(2026, 12, 1)]
            for n in range(3000)]
    return Nasty("三千行.xlsx", book_of(("订单", lines(["订单号", "客户", "货号", "颜色", "数量", "交期"], *rows))),
                 {"订单": Wants(1, 3000, {"quantity": 30000})})


def _not_one() -> Nasty:
    return Nasty("工资表.xlsx", book_of(("11月", lines(["工号", "姓名", "工时", "单价", "金额"], ["001", "小张", 8, 20, 160]))),
                 {}, ("11月",), [])


def _odd_cells() -> Nasty:
    rows = lines(
        ["永固五金制品有限公司"], ["东莞市某镇某路18号"], ["订单跟进总表"], ["红色为急单", N, "绿色为已出货"], ["单位：套", N, N, "制表：李四"],
        ["序号", "订单号 PO No.", "客户\nCustomer", "货号/Item", "颜  色", "数量(套)", "交期\nETD", "备注"],
        [1, "'0071", "甲", "A-1", "红", "3箱×20", "十一月五日", N], [2, "P2", "甲", "A-1", "红", "12打", "5/11/2026", N],
        [3, "P3", "甲", "A-1", "红", "一百二十", "二〇二六年十一月五日", N], [4, "P4", "甲", "A-1", "红", "=100+5", N, N],
        [5, "P5", "甲", "A-1", "红", "100+20", N, N], [6, N, "甲", "A-9", "红", 77, D(2026, 12, 1), N],
        [N, "Σ", N, N, N, 999], merged=["A1:H1", "A2:H2", "A3:H3"])
    return Nasty("第六行表头.xlsx", book_of(("S", rows)), {"S": Wants(6, 5, {"quantity": 0}, {
        "order": "订单号 PO No.", "ship": "交期ETD"}, held=2, odd=frozenset({
            (7, "text_quantity"), (8, "text_quantity"), (8, "ambiguous_date"), (9, "text_quantity"), (10, "no_result"),
            (11, "text_quantity"), (12, "no_key")}))}, stored=[
        ("0071", "甲", "A-1", "红", 60, D(2026, 11, 5)), ("P2", "甲", "A-1", "红", 144, N),
        ("P3", "甲", "A-1", "红", 120, D(2026, 11, 5))])


def _contract_and_po() -> Nasty:
    rows = lines(["合同号", "客户PO", "客户", "款号", "数量", "货期", "入库数", "未完成"],
                 ["HT1", "P9", "甲", "K1", 100, D(2026, 12, 1), 20, 80], ["HT2", "P9", "甲", "K1", 200, D(2026, 12, 2), 0, 200])
    return Nasty("合同号.xlsx", book_of(("订单", rows)), {"订单": Wants(1, 2, {"quantity": 300, "done": 20}, {
        "order": "合同号", "customer_po": "客户PO", "customer": "客户", "ship": "货期", "balance": "未完成"}, calm=True)},
        stored=[("HT1", "甲", "K1", "", 100, D(2026, 12, 1)), ("HT2", "甲", "K1", "", 200, D(2026, 12, 2))])


def _by_name() -> Nasty:
    rows = lines(["单号", "客户", "产品名称", "规格", "数量", "交期"], ["S-1", "甲", "不锈钢杯", "500ml", 100, D(2026, 12, 1)])
    return Nasty("只有品名.xlsx", book_of(("订单", rows)), {"订单": Wants(1, 1, {"quantity": 100}, {"item": "产品名称"})},
                 stored=[("S-1", "甲", "不锈钢杯", "", 100, D(2026, 12, 1))])


def order_books() -> list[Nasty]:
    """Return all of them."""
    return [_odd_cells(), _contract_and_po(), _by_name(), _group_rows(), _from_column_d(), _mixed_language(), _number_in_first_row(), _merged_down(), _three_rows(),
            _pages(), _sums_beside(), _numbers_and_texts(), _epoch_1904(), _other_sheets(), _far_corner(),
            _lines_as_sections(), _twice_named(), _text("分号.csv", ";", "utf-8"), _text("制表符.txt", "\t", "utf-16"),
            _text("国标.csv", ",", "gb18030", "订单导出,,,,,\r\n"), _text("带sep.csv", ";", "gb18030", "sep=;\r\n"), _page(),
            _twenty_thousand(), _not_one()]
