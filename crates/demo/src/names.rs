//! Vietnamese names of invented people: family names by their rough share in the south, middle and given names
//! by sex and generation.

use crate::rng::Rng;

const FAMILY: &[(&str, u64)] = &[
    ("Nguyễn", 335),
    ("Trần", 105),
    ("Lê", 95),
    ("Phạm", 62),
    ("Huỳnh", 58),
    ("Võ", 42),
    ("Phan", 34),
    ("Trương", 28),
    ("Đặng", 27),
    ("Bùi", 22),
    ("Đỗ", 18),
    ("Hồ", 18),
    ("Ngô", 17),
    ("Dương", 16),
    ("Cao", 11),
    ("Đoàn", 10),
    ("Lâm", 10),
    ("Mai", 9),
    ("Lý", 8),
    ("Châu", 7),
    ("Tô", 6),
    ("Trịnh", 6),
    ("Đinh", 6),
    ("Thái", 5),
    ("Hà", 5),
    ("Lưu", 5),
    ("Tạ", 4),
    ("Kiều", 3),
    ("Vương", 3),
    ("Quách", 2),
    ("Từ", 2),
    ("Hứa", 2),
];

const MIDDLE_OLD_F: &[(&str, u64)] =
    &[("Thị", 820), ("Ngọc", 30), ("Kim", 30), ("Thị Ngọc", 20), ("Thị Kim", 20), ("Thị Bé", 10)];
const MIDDLE_OLD_M: &[(&str, u64)] = &[
    ("Văn", 760),
    ("Thành", 35),
    ("Tấn", 30),
    ("Ngọc", 25),
    ("Hữu", 25),
    ("Công", 20),
    ("Minh", 20),
    ("Phước", 15),
];
const MIDDLE_NEW_F: &[(&str, u64)] = &[
    ("Thị", 230),
    ("Thị Kim", 60),
    ("Thị Ngọc", 70),
    ("Thị Thanh", 60),
    ("Thị Mỹ", 45),
    ("Ngọc", 90),
    ("Thanh", 60),
    ("Kim", 50),
    ("Bảo", 50),
    ("Mỹ", 40),
    ("Phương", 45),
    ("Quỳnh", 40),
    ("Gia", 35),
];
const MIDDLE_NEW_M: &[(&str, u64)] = &[
    ("Văn", 210),
    ("Minh", 110),
    ("Thanh", 80),
    ("Hoàng", 80),
    ("Quốc", 70),
    ("Hữu", 50),
    ("Gia", 60),
    ("Tấn", 50),
    ("Trọng", 40),
    ("Đức", 45),
    ("Nhật", 40),
    ("Phước", 30),
    ("Công", 30),
];

const GIVEN_OLD_F: &str = "Hai Ba Tư Năm Sáu Bảy Tám Chín Út Bé Gái Nhỏ Lớn Đẹp Mười Hoa Lan Huệ Cúc Sen Mai Đào Lựu \
    Liễu Liên Hường Hương Hồng Nga Nguyệt Tuyết Vân Xuân Thu Đông Hạnh Hiền Dung Thảo Nhàn Phụng Phượng Loan Yến \
    Oanh Ánh Sương Lệ Mỹ Nương Chi Điệp Kiều Ngọc Ngà Châu Bích Đào Thơm Mận Xinh Rành Được Đặng Sáng Chẩn Nở";
const GIVEN_OLD_M: &str = "Hai Ba Tư Năm Sáu Bảy Tám Chín Út Đực Mười Bé Lớn Nhỏ Em Mến Thạnh Hòa Bình Chiến Thắng Lợi \
    Phước Lộc Thọ Tài Đức Nghĩa Nhơn Trung Hiếu Tâm Dũng Hùng Cường Mạnh Kiên Quyết Tấn Sanh Sơn Hải Long Phụng \
    Rớt Chơi Nhẫn Khởi Xê Đạt Danh Tường Hưng Thiện Ẩn Đây Liêm Chánh Quới Luông Xuyên Tòng Bửu Thới Vui Mừng";
const GIVEN_NEW_F: &str = "Anh Ánh Châu Chi Diễm Dung Duyên Giang Hà Hân Hạnh Hiền Hoa Hương Huyền Khánh Lan Linh Loan Ly \
    Mai My Ngân Nga Ngọc Nhi Như Nhung Oanh Phương Phượng Quyên Quỳnh Tâm Thảo Thanh Thi Thơ Thư Thúy Thủy Tiên \
    Trâm Trang Trinh Trúc Tú Tuyền Uyên Vân Vy Xuân Yến";
const GIVEN_NEW_M: &str = "An Anh Bảo Bình Cường Danh Đạt Duy Dũng Dương Đức Hải Hào Hiếu Hậu Hoàng Hùng Huy Hưng Khang \
    Khánh Khoa Khôi Kiên Kiệt Lâm Linh Lộc Long Luân Minh Nam Nghĩa Nguyên Nhân Nhật Phát Phong Phú Phúc Phước \
    Quân Quang Quốc Sang Sơn Tài Tâm Tân Thái Thắng Thành Thiện Thịnh Thuận Tiến Tín Toàn Trí Trọng Trung Trường \
    Tuấn Tùng Vinh Vũ";

/// A family name; children take their father's.
pub fn family(rng: &mut Rng) -> &'static str {
    let family: &&'static str = rng.weighted(FAMILY);
    family
}

/// A full name for somebody of that sex and birth year.
pub fn full(rng: &mut Rng, family: &str, female: bool, birth_year: i16) -> String {
    let old = birth_year < 1965 || (birth_year < 1980 && rng.chance(500));
    let (middle, given) = match (old, female) {
        (true, true) => (MIDDLE_OLD_F, GIVEN_OLD_F),
        (true, false) => (MIDDLE_OLD_M, GIVEN_OLD_M),
        (false, true) => (MIDDLE_NEW_F, GIVEN_NEW_F),
        (false, false) => (MIDDLE_NEW_M, GIVEN_NEW_M),
    };
    let given: Vec<&str> = given.split_whitespace().collect();
    format!("{family} {} {}", rng.weighted(middle), rng.pick(&given))
}

/// Lower case without marks: what a search, or a bank, makes of a name.
pub fn plain(name: &str) -> String {
    name.to_lowercase().chars().map(bare).collect()
}

fn bare(letter: char) -> char {
    const FAMILIES: [(&str, char); 7] = [
        ("àáảãạăằắẳẵặâầấẩẫậ", 'a'),
        ("èéẻẽẹêềếểễệ", 'e'),
        ("ìíỉĩị", 'i'),
        ("òóỏõọôồốổỗộơờớởỡợ", 'o'),
        ("ùúủũụưừứửữự", 'u'),
        ("ỳýỷỹỵ", 'y'),
        ("đ", 'd'),
    ];
    FAMILIES.iter().find(|(marked, _)| marked.contains(letter)).map_or(letter, |(_, plain)| *plain)
}
