"""The headings of phone lists: people of the own company, and firms with their contacts."""

from __future__ import annotations

from app.domain.text import N_
from app.exchange.table_parts import Wanted

FIRMS = (
    Wanted("company", "text", (N_("Company"), "单位", "公司名称", "单位名称", "公司", "客户名称", "供应商名称", "客户", "供应商", "Firm"),
           required=True),
    Wanted("kind", "text", ("类别", "类型", "性质", "Type")),
    Wanted("contact", "text", (N_("Contact name"), "联系人", "联络人", "姓名", "Contact", "Attn"), required=True),
    Wanted("post", "text", (N_("Post"), "职务", "职位", "Title")),
    Wanted("phone", "code", (N_("Phone"), "电话", "联系电话", "电话号码", "座机", "Tel", "Telephone")),
    Wanted("mobile", "code", (N_("Mobile"), "手机", "手机号码", "移动电话", "Cell")),
    Wanted("email", "text", (N_("E-mail"), "邮箱", "电子邮箱", "邮件", "Email", "Mail")),
    Wanted("chat", "code", (N_("WeChat or QQ"), "微信", "微信号", "QQ", "WeChat")),
    Wanted("address", "text", (N_("Address"), "地址", "公司地址", "联系地址")),
    Wanted("note", "text", (N_("Note"), "备注", "说明", "Remark")),
)
PEOPLE = (
    Wanted("name", "text", (N_("Name of a person"), "姓名", "名字", "Name"), required=True),
    Wanted("department", "text", (N_("Dept"), "部门", "科室", "Department")),
    Wanted("post", "text", (N_("Post"), "职务", "职位", "岗位", "Title")),
    Wanted("extension", "code", (N_("Extension"), "分机", "分机号", "内线", "短号", "Ext")),
    Wanted("mobile", "code", (N_("Mobile"), "手机", "手机号码", "手机号", "联系电话", "电话", "Cell")),
    Wanted("email", "text", (N_("E-mail"), "邮箱", "电子邮箱", "邮件", "Email", "Mail")),
    Wanted("note", "text", (N_("Note"), "备注", "说明", "Remark")),
)
