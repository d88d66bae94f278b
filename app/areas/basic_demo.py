"""The demo company's masters: two household-goods plants, twelve lines, products, customers, people.

All names are invented.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.calendar import seed_holidays
from app.masters.company import Company, Department, Person
from app.masters.plant import LineDay, LineRate, Plant, ProductionLine
from app.masters.product import Product

PLANTS = {
    "臻宝": (("杯组A线", "杯组", 420), ("杯组B线", "杯组", 400), ("吸管杯线", "杯组", 460), ("碗组线", "碗组", 520),
             ("饭盒线", "饭盒", 440), ("包装一线", "包装", 380)),
    "浩景丰": (("水壶1#机", "水壶", 900), ("水壶2#机", "水壶", 880), ("水壶3#机", "水壶", 940), ("饭盒4#机", "饭盒", 760),
              ("饭盒5#机", "饭盒", 740), ("碗6#机", "碗", 1150)),
}
PRODUCTS = (
    ("C350", "双层保温杯350ml", "Vacuum mug 350 ml", "杯组", 24), ("C480", "双层保温杯480ml", "Vacuum mug 480 ml", "杯组", 24),
    ("C600H", "手提保温杯600ml", "Vacuum mug with handle 600 ml", "杯组", 12),
    ("T12-CF", "咖啡随行杯12oz", "Coffee tumbler 12 oz", "杯组", 36),
    ("KC260", "儿童吸管杯260ml", "Kids straw cup 260 ml", "吸管杯", 48),
    ("KC400", "儿童吸管杯400ml", "Kids straw cup 400 ml", "吸管杯", 36),
    ("BS-3", "三件套碗组", "Bowl set of three", "碗组", 12), ("B115", "碗11.5cm", "Bowl 11.5 cm", "碗组", 60),
    ("B135", "碗13.5cm", "Bowl 13.5 cm", "碗组", 48), ("LB800", "单层饭盒800ml", "Lunch box 800 ml", "饭盒", 20),
    ("LB1200", "双层饭盒1200ml", "Lunch box two tiers 1200 ml", "饭盒", 20),
    ("GS-2C1B", "杯碗礼盒装（2杯1碗）", "Gift set, 2 cups 1 bowl", "礼盒", 8),
    ("HK12", "鸣笛水壶1.2L", "Whistling kettle 1.2 l", "水壶", 12), ("HK17", "鸣笛水壶1.7L", "Whistling kettle 1.7 l", "水壶", 12),
    ("HK30", "大容量水壶3.0L", "Large kettle 3.0 l", "水壶", 8), ("EK15", "保温水壶1.5L", "Vacuum jug 1.5 l", "水壶", 10),
    ("FH3G", "三格饭盒", "Lunch box, 3 sections", "格饭盒", 24), ("FH4G", "四格饭盒（带汤碗）", "Lunch box, 4 sections", "格饭盒", 20),
    ("WB18", "汤盆18cm", "Soup bowl 18 cm", "汤盆", 36), ("WB22", "汤盆22cm", "Soup bowl 22 cm", "汤盆", 24),
)
MAKES = {"杯组A线": ("杯组",), "杯组B线": ("杯组",), "吸管杯线": ("吸管杯",), "碗组线": ("碗组",), "饭盒线": ("饭盒",),
         "包装一线": ("礼盒",), "水壶1#机": ("水壶",), "水壶2#机": ("水壶",), "水壶3#机": ("水壶",), "饭盒4#机": ("格饭盒",),
         "饭盒5#机": ("格饭盒",), "碗6#机": ("汤盆",)}
CUSTOMERS = (
    ("TALLOWMERE HOME LTD", "英国", 3), ("BRINDLEWOOD KITCHEN INC.", "美国", 3), ("MAISON DU GRIVET", "法国", 2),
    ("KUPFERTAL HAUSHALT GMBH", "德国", 3), ("OSTERVIK RETAIL AS", "挪威", 1), ("NORDBEKK A/S", "丹麦", 1),
    ("CASA PRIMAVOLTA SRL", "意大利", 2), ("TRES LUNAS HOGAR SA", "墨西哥", 2), ("QUOKKA PANTRY PTY", "澳大利亚", 2),
    ("PALMIRA CENTRAL LLC", "阿联酋", 1), ("みなと谷雑貨", "日本", 2), ("禾沐屿生活馆", "内销", 1),
    ("LARKSPUR & FINCH CO.", "加拿大", 1), ("VALDIMAR HEIMILI EHF", "冰岛", 1), ("HAVENWICK STORES PLC", "爱尔兰", 1),
)
DEPARTMENTS = ("业务部", "包材仓", "电子仓", "整机仓", "仓库", "生产部", "工程部", "品质部", "采购部", "财务部")
PEOPLE = (("廖晓岚", "业务部", "业务"), ("邱佩仪", "业务部", "业务"), ("温子乔", "业务部", "业务"), ("王小姐", "生产部", "跟单"),
          ("阿敏", "生产部", "跟单"), ("小邱", "生产部", "跟单"), ("黎秋菊", "生产部", "统计"), ("温厂长", "生产部", "厂长"),
          ("岑若水", "品质部", "主管"), ("蓝永福", "仓库", "主管"), ("覃工", "工程部", "主管"), ("莫会计", "财务部", "主管"),
          ("韦采购", "采购部", "主管"))
SUPPLIERS = ("澄屿包装制品厂", "砾川五金塑胶", "沐野硅胶", "峤南线材", "珩石模具")


def make(world: DemoWorld) -> None:
    """Write the masters of the demo company."""
    world.write(N_("Demo company"), "黎秋菊", lambda change: _masters(change, world),
                datetime.combine(world.today - timedelta(days=120), time(8, 30)).astimezone())


def _masters(change: Change, world: DemoWorld) -> None:
    seed_holidays(change)
    change.add_all([Company(name="晨砚家居用品有限公司", short_name="晨砚家居", own=True, country="中国",
                            address="示例市示例区工业一路 8 号", phone="0999-0000100", email="office@example.com")])
    change.add_all([Company(name=name, customer=True, country=country, weight=weight, contact=f"Contact {number}",
                            email=f"buyer{number}@example.com", payment_terms="T/T 30% deposit, 70% against copy B/L")
                    for number, (name, country, weight) in enumerate(CUSTOMERS, 1)])
    change.add_all([Company(name=name, supplier=True, country="中国", phone=f"0999-00002{n:02}")
                    for n, name in enumerate(SUPPLIERS, 1)])
    departments = {d.name: d for d in change.add_all(
        [Department(name=name, place=n, email=f"dept{n}@example.com") for n, name in enumerate(DEPARTMENTS, 1)])}
    change.add_all([Person(name=name, department=departments[where], post=post, extension=f"8{n:02}",
                           email=f"staff{n}@example.com") for n, (name, where, post) in enumerate(PEOPLE, 1)])
    products = change.add_all([Product(code=code, name=name, name_en=english, family=family, per_carton=carton,
                                       carton_length=45, carton_width=32, carton_height=38, gross_weight="9.5",
                                       net_weight="8.2")
                               for code, name, english, family, carton in PRODUCTS])
    for number, (plant_name, lines) in enumerate(PLANTS.items(), 1):
        plant = change.save(Plant(name=plant_name, place=number))
        made = change.add_all([ProductionLine(plant=plant, name=name, workshop=shop, daily_rate=rate, place=n)
                               for n, (name, shop, rate) in enumerate(lines, 1)])
        change.add_all([LineRate(line=line, product=p, family=p.family,
                                 daily_rate=round(line.daily_rate * world.chance.uniform(0.9, 1.08), -1))
                        for line in made for p in products if p.family in MAKES[line.name]])
        stopped = made[1]
        change.add_all([LineDay(line=stopped, day=world.today + timedelta(days=9), percent=0, why="模具保养"),
                        LineDay(line=made[0], day=world.today + timedelta(days=6 - world.today.weekday()),
                                percent=100, why="周日加班")])
