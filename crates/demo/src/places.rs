//! The ten communes of the town, their hamlets, and how many of the town's hundred households live in each.

/// A commune of the office's area.
pub struct Commune {
    pub code: &'static str,
    /// With its kind, as lists write it.
    pub name: &'static str,
    /// Without its kind.
    pub short: &'static str,
    /// Wards have `khu phố`, communes `ấp`.
    pub ward: bool,
    /// Share of the town's households, per cent.
    pub weight: i64,
    /// Hamlets without their kind.
    pub hamlets: &'static [&'static str],
}

impl Commune {
    /// `khu phố Lộc An`, `ấp Bùng Binh`.
    pub fn hamlet(&self, index: usize) -> String {
        let kind = if self.ward { "khu phố" } else { "ấp" };
        format!("{kind} {}", self.hamlets[index % self.hamlets.len()])
    }
}

const fn ward(
    code: &'static str,
    name: &'static str,
    short: &'static str,
    weight: i64,
    hamlets: &'static [&'static str],
) -> Commune {
    Commune { code, name, short, ward: true, weight, hamlets }
}

const fn rural(
    code: &'static str,
    name: &'static str,
    short: &'static str,
    weight: i64,
    hamlets: &'static [&'static str],
) -> Commune {
    Commune { code, name, short, ward: false, weight, hamlets }
}

/// In the order of their codes.
pub const COMMUNES: [Commune; 10] = [
    ward("25708", "Phường Trảng Bàng", "Trảng Bàng", 9, &["Lộc An", "Lộc Thành", "Gia Huỳnh", "Lộc Du"]),
    rural(
        "25711",
        "Xã Đôn Thuận",
        "Đôn Thuận",
        10,
        &["Sóc Lào", "Thuận Bình", "Bà Nhã", "Trà Võ", "Bến Kinh"],
    ),
    rural("25714", "Xã Hưng Thuận", "Hưng Thuận", 8, &["Bùng Binh", "Lộc Trung", "Cầu Xe", "Xóm Suối"]),
    ward(
        "25717",
        "Phường Lộc Hưng",
        "Lộc Hưng",
        12,
        &["Lộc Trát", "Lộc Khê", "Lộc Châu", "Lộc Bình", "Lộc Hòa"],
    ),
    ward("25720", "Phường Gia Lộc", "Gia Lộc", 11, &["Gia Lâm", "Gia Tân", "Lộc Khê Đông", "Bình Hòa"]),
    ward("25723", "Phường Gia Bình", "Gia Bình", 8, &["Phước Hậu", "Phước Hiệp", "Bình Nguyên", "Chánh"]),
    rural(
        "25729",
        "Xã Phước Bình",
        "Phước Bình",
        10,
        &["Phước Tân", "Bình Hòa Tây", "Phước Long", "Bình Phú"],
    ),
    ward(
        "25732",
        "Phường An Tịnh",
        "An Tịnh",
        14,
        &["An Bình", "An Khương", "An Thành", "Suối Sâu", "Tịnh Phong"],
    ),
    ward("25735", "Phường An Hòa", "An Hòa", 10, &["An Quới", "An Phú", "An Lợi", "Hòa Bình"]),
    rural("25738", "Xã Phước Chỉ", "Phước Chỉ", 8, &["Phước Hội", "Phước Đông", "Phước Dân", "Phước Mỹ"]),
];
