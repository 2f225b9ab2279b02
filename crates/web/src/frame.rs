//! The layout around every page: who is signed in, the menu of what they may open, what the last command said.

use crate::assets::{CSS_MARK, HTMX_MARK};
use crate::route;
use crate::visit::Visit;
use office::offices;

/// The menu: groups of addresses with their names. An entry is shown to those whom its route admits.
#[rustfmt::skip] // one line each: entries are added side by side
pub const MENU: &[(&str, &[(&str, &str)])] = &[
    ("", &[
        ("/", "Trang chủ"),
        ("/nguoi", "Tìm người"),
        ("/ho-so", "Hồ sơ và thời hạn"),
        ("/nhiem-vu", "Nhiệm vụ được giao"),
    ]),
    ("Lĩnh vực", &[
        ("/ra-soat", "Rà soát hộ nghèo"),
        ("/cham-lo", "Chăm lo, tặng quà"),
        ("/den-on", "Đền ơn đáp nghĩa"),
        ("/bao-ve-tre-em", "Bảo vệ trẻ em"),
    ]),
    ("Chi trả", &[
        ("/tin-hieu", "Hệ thống nhận thấy"),
        ("/doi-chieu", "Đối chiếu danh sách ngoài"),
        ("/quyet-dinh", "Quyết định"),
        ("/chi-tra", "Danh sách chi trả"),
        ("/thu-hoi", "Thu hồi"),
        ("/du-toan", "Dự toán"),
    ]),
    ("Sổ sách", &[
        ("/so", "Sổ sách"),
        ("/nhap", "Nhập từ tệp"),
        ("/bien-dong", "Báo cáo biến động"),
        ("/tiep-nhan", "Tiếp nhận danh sách cũ"),
        ("/trung-ho-so", "Hồ sơ trùng"),
    ]),
    ("Số liệu", &[
        ("/so-lieu", "Số liệu"),
        ("/chi-tieu", "Chỉ tiêu theo xã"),
        ("/bao-cao", "Báo cáo năm"),
        ("/dinh-ky", "Báo cáo định kỳ"),
        ("/luat", "Pháp luật"),
    ]),
    ("Quản trị", &[
        ("/can-bo", "Cán bộ"),
        ("/ma-truy-cap", "Mã truy cập"),
        ("/co-quan", "Thông tin cơ quan"),
        ("/nhat-ky", "Nhật ký"),
        ("/kiem-tra", "Kiểm tra dữ liệu"),
    ]),
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    pub text: String,
    pub is_problem: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Frame {
    pub title: String,
    pub office: String,
    /// Empty before anybody has signed in: the layout then has no menu.
    pub officer: String,
    pub roles: String,
    pub menu: Vec<MenuGroup>,
    /// For every form.
    pub token: String,
    pub flash: Option<Flash>,
    /// The business date, `05/01/2024`.
    pub today: String,
}

#[derive(Clone, Debug)]
pub struct MenuGroup {
    pub title: &'static str,
    pub items: Vec<MenuItem>,
}

#[derive(Clone, Debug)]
pub struct MenuItem {
    pub address: &'static str,
    pub title: &'static str,
    pub is_here: bool,
}

impl Frame {
    pub fn of(visit: &Visit, title: String) -> Frame {
        let officer = &visit.ctx.officer;
        let told = |held: &office::permission::Assignment| match held.field {
            Some(field) => format!("{} {}", held.role.label(), field.label().to_lowercase()),
            None => held.role.label().to_owned(),
        };
        let mut roles: Vec<String> = officer.roles.iter().map(told).collect();
        roles.dedup();
        Frame {
            title,
            office: office_name(visit),
            officer: officer.full_name.clone(),
            roles: roles.join(", "),
            menu: if visit.must_change { Vec::new() } else { menu(visit) },
            token: visit.form_token.clone(),
            flash: visit.flash.clone(),
            today: domain::dates::short(visit.ctx.on),
        }
    }

    /// Before anybody has signed in.
    pub fn bare(title: &str) -> Frame {
        Frame { title: title.to_owned(), ..Frame::default() }
    }

    pub fn css(&self) -> String {
        format!("/tep/an-sinh.css?{CSS_MARK:x}")
    }

    pub fn script(&self) -> String {
        format!("/tep/htmx.js?{HTMX_MARK:x}")
    }

    pub fn sample() -> Frame {
        let item = |address, title, is_here| MenuItem { address, title, is_here };
        Frame {
            title: "Trang mẫu".to_owned(),
            office: "Phòng Lao động - Thương binh và Xã hội thị xã Trảng Bàng".to_owned(),
            officer: "Nguyễn Hoàng Phương Uyên".to_owned(),
            roles: "Trưởng phòng".to_owned(),
            menu: vec![
                MenuGroup { title: "", items: vec![item("/", "Trang chủ", true)] },
                MenuGroup {
                    title: "Hồ sơ",
                    items: vec![item("/so", "Sổ sách", false), item("/nhap", "Nhập từ tệp", false)],
                },
            ],
            token: "0123456789abcdef".to_owned(),
            flash: Some(Flash { text: "Đã ghi.".to_owned(), is_problem: false }),
            today: "28/12/2023".to_owned(),
        }
    }
}

fn office_name(visit: &Visit) -> String {
    let ctx = &visit.ctx;
    let name = ctx.read(office::Permission::ReadOffice, |tx| {
        offices::setting_on(tx, ctx.office, offices::NAME, ctx.on)
    });
    name.ok().flatten().unwrap_or_default()
}

fn menu(visit: &Visit) -> Vec<MenuGroup> {
    // The longest entry that the address lies under: `/so` for `/so/residents`.
    let entries = MENU.iter().flat_map(|(_, items)| items.iter().map(|(address, _)| *address));
    let here = entries.filter(|address| lies_under(&visit.path, address)).max_by_key(|address| address.len());
    let groups = MENU.iter().map(|(title, items)| {
        let own = items.iter().filter(|(address, _)| is_admitted(visit, address));
        let items = own.map(|(address, title)| MenuItem { address, title, is_here: here == Some(*address) });
        MenuGroup { title, items: items.collect() }
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}

fn lies_under(path: &str, address: &str) -> bool {
    path == address || address != "/" && path.strip_prefix(address).is_some_and(|rest| rest.starts_with('/'))
}

fn is_admitted(visit: &Visit, address: &str) -> bool {
    route::page(address).is_some_and(|route| route.guard.check(&visit.ctx.officer, &visit.params).is_ok())
}
