"""The demo company's returns: fifteen months of units by serial number, the newest on their way through repair."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.returns.analysis import quarter_of
from app.areas.returns.measures import begin_measures
from app.areas.returns.reading import read_report
from app.areas.returns.records import Fault, ReturnBatch, ReturnReport, ReturnUnit
from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.calendar import office_calendar
from app.masters.company import Person
from app.masters.shipment import Shipment

FAULTS: dict[str, tuple[tuple[str, str, str, str, str, str, int], ...]] = {
    "T": (("不开机", "电池鼓包", "material", "采购部", "replace", "锂电池", 16), ("触摸失灵", "触摸屏排线松", "workmanship", "生产部", "repair", "", 22),
          ("充不进电", "充电口虚焊", "workmanship", "生产部", "replace", "Type-C座", 26), ("屏幕有亮线", "显示屏坏", "material", "采购部", "replace", "显示屏", 12),
          ("死机、重启", "系统版本旧", "software", "工程部", "upgrade", "", 14), ("摔坏碎屏", "外屏碎", "user", "客户", "replace", "触摸屏", 8),
          ("客户说慢", "无故障", "nff", "客户", "as_is", "", 9)),
    "R": (("不通电", "适配器坏", "material", "采购部", "replace", "适配器12V1A", 28), ("信号弱", "天线虚焊", "workmanship", "生产部", "replace", "天线", 20),
          ("经常掉线", "软件版本旧", "software", "工程部", "upgrade", "", 24), ("网口不亮", "网口座虚焊", "workmanship", "生产部", "replace", "RJ45座", 14),
          ("指示灯全灭", "电源IC坏", "material", "采购部", "replace", "电源IC", 11), ("外壳裂", "运输破损", "transport", "物流", "replace", "上盖", 6),
          ("上不了网", "无故障", "nff", "客户", "as_is", "", 13)),
}
REPAIRERS = ("大庄", "小霍", "阿权")
DELAYS = ("待料：显示屏周五到", "等客户确认报价", "工程部复现不到故障", "")


def make(world: DemoWorld) -> None:
    """Write faults, batches, units and reports, and the countermeasures of the last two quarters."""
    shipments = list(Shipment.select().where(Shipment.first_serial.is_null(False)).order_by(Shipment.id))
    if not shipments:
        return
    at = datetime.combine(world.today - timedelta(days=400), time(9)).astimezone()
    world.write(N_("Returned units"), "阿敏", lambda change: _write(change, world, shipments), at)
    for back in (2, 1):
        quarter = quarter_of(world.today).moved(-back)
        moment = datetime.combine(quarter.after + timedelta(days=8), time(15)).astimezone()
        world.write(N_("Countermeasures"), "阿敏", partial(_measures, quarter=quarter, back=back), moment)


def _write(change: Change, world: DemoWorld, shipments: list[Shipment]) -> None:
    chance, calendar = world.chance, office_calendar()
    faults = {row[1]: Fault(name=row[1], cause=row[2], responsible=row[3]) for rows in FAULTS.values() for row in rows}
    change.add_all(faults.values())
    owners = list(Person.select().where(Person.post.in_(("主管", "跟单"))).order_by(Person.id))
    drawn: list[tuple[date, Shipment, str]] = []
    for shipment in shipments:
        for _n in range(round(shipment.quantity * chance.uniform(0.004, 0.03))):
            day = calendar.add_workdays(shipment.shipped + timedelta(days=chance.randint(15, 330)), 0)
            if day <= world.today:
                end = int(shipment.first_serial[6:]) + chance.randrange(shipment.quantity)
                drawn.append((day, shipment, f"{shipment.first_serial[:6]}{end:06}"))
    again = [(calendar.add_workdays(day + timedelta(days=40), 0), s, serial) for day, s, serial in drawn
             if chance.random() < 0.04]
    drawn += [row for row in again if row[0] <= world.today]
    drawn.sort(key=lambda row: (row[0], row[2]))
    batches: dict[tuple[str, int], ReturnBatch] = {}
    units: list[ReturnUnit] = []
    seen: set[tuple[str, date]] = set()
    for day, shipment, serial in drawn:
        key = (f"FX{day:%y%m}{day.isocalendar().week:02}", shipment.customer_id)
        if (serial, day) in seen:
            continue
        seen.add((serial, day))
        batch = batches.setdefault(key, ReturnBatch(
            number=f"RT{day:%y%m}-{len(batches) + 1:03}", received=day, notified=day, rma=key[0],
            customer=shipment.customer_id, carrier=chance.choice(("顺丰", "德邦", "中通")), quantity=None,
            waybill=f"SF{chance.randrange(10**11, 10**12)}", accessories=chance.choice(("适配器", "裸机", "适配器、数据线"))))
        units.append(_unit(world, calendar, batch, shipment, serial, day, faults, owners))
    change.add_all(batches.values())
    for unit in units:
        unit.batch = unit.batch
    change.add_all(units)
    change.add_all([ReturnReport(batch=batch, kind=kind, number=f"{prefix}{batch.number[2:]}", filed_under=cause,
                                 day=batch.received + timedelta(days=2), written_by=writer, place=f"售后柜 {cause[:1].upper()}夹",
                                 conclusion="见附件") for n, batch in enumerate(batches.values()) if n % 3
                    for kind, prefix, writer, cause in (("quality", "QC", "岑若水", "material"),
                                                        ("engineering", "ER", "覃工", "workmanship"))])


def _unit(world: DemoWorld, calendar: Any, batch: ReturnBatch, shipment: Shipment, serial: str, day: date,
          faults: dict[str, Fault], owners: list[Person]) -> ReturnUnit:
    chance = world.chance
    rows = FAULTS[serial[0]]
    complaint, name, cause, responsible, treatment, parts, _w = chance.choices(rows, [r[6] for r in rows])[0]
    unit = ReturnUnit(serial=serial, received=day, complaint=complaint, user_caused=cause == "user")
    unit.batch, unit.product, unit.shipment = batch, shipment.product_id, shipment
    repaired = calendar.add_workdays(day, chance.choice((1, 2, 2, 3, 4, 6)))
    returned = calendar.add_workdays(repaired, chance.choice((1, 1, 2, 3)))
    age = (world.today - day).days
    state = "shipped" if returned < world.today and not (age < 25 and chance.random() < 0.3) else \
        ("accepted", "inspect", "repair", "repair", "final", "pack", "quote")[min(6, chance.randrange(7))]
    since = returned if state == "shipped" else max(day, world.today - timedelta(days=chance.randint(0, 7)))
    unit.state = unit.station = state
    unit.station_since = since
    if state not in ("accepted", "inspect"):
        unit.found, unit.cause, unit.responsible = faults[name], cause, responsible
        unit.repairer = chance.choice(REPAIRERS)
    if state in ("final", "pack", "shipped"):
        unit.treatment, unit.parts, unit.repaired = treatment, parts, min(repaired, world.today)
    if state in ("pack", "shipped"):
        unit.final_check, unit.checker = "ok", "岑若水"
    if state == "shipped":
        unit.returned, unit.waybill = returned, f"SF{chance.randrange(10**11, 10**12)}"
    else:
        unit.owner = chance.choice(owners)
        unit.delay_note = chance.choice(DELAYS) if (world.today - since).days > 4 else None
    if state == "quote":
        unit.fee = chance.choice((35, 60, 120))
    return unit


def _measures(change: Change, quarter: Any, back: int) -> None:
    owners = {p.name: p for p in Person.select()}
    texts = (("回流焊温度曲线偏低，焊点不饱满", "调整炉温曲线，首件加推力测试，来料座子先烘烤", "覃工"), ("供应商批次不良", "供应商出货前 100% 老化，我司抽检加严一级", "韦采购"),
             ("装配时排线未压到位", "加压合治具，作业指导书加图，末检加拉力检查", "岑若水"))
    for found, (reason, measure, owner) in zip(begin_measures(change, read_report(quarter).analysis), texts, strict=False):
        if back == 2 or found.rank < 3:
            found.reason, found.measure, found.owner = reason, measure, owners[owner]
            found.due = quarter.after + timedelta(days=30 if back == 2 else 45 + 10 * found.rank)
        if back == 2:
            found.finished, found.effect = found.due, "下季同类返修减少，继续跟踪"
        change.save(found)
