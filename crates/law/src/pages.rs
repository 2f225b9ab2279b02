//! The pages built into the program, in the order of their days of force. A decree of more than 600 lines is
//! split; each part names the same instrument.

macro_rules! page {
    ($name:literal) => {
        ($name, include_str!(concat!("../pages/", $name, ".md")))
    };
}

/// Name and text of each page.
pub const EMBEDDED: &[(&str, &str)] = &[
    page!("viec-duoc-giao"),
    page!("luat-51-2010"),
    page!("nd-31-2013"),
    page!("qd-46-2015"),
    page!("qd-22-2013"),
    page!("nd-56-2017"),
    page!("tt-01-2019"),
    page!("nd-38-2019"),
    page!("qd-56-ctn-2019"),
    page!("bo-luat-45-2019"),
    page!("ngay-nghi"),
    page!("nd-145-2020"),
    page!("pl-02-2020"),
    page!("tt-17-2016"),
    page!("nd-07-2021"),
    page!("nd-20-2021"),
    page!("nd-20-2021-muc-huong"),
    page!("nd-20-2021-cham-soc"),
    page!("nd-20-2021-thu-tuc"),
    page!("tt-02-2021"),
    page!("nd-75-2021"),
    page!("nd-75-2021-phu-luc-i"),
    page!("qd-24-2021"),
    page!("tt-07-2021"),
    page!("nd-131-2021"),
    page!("nd-131-2021-thu-tuc"),
    page!("nd-131-2021-hai-cot"),
    page!("qd-90-2022"),
    page!("nd-24-2023"),
    page!("nd-55-2023"),
    page!("nd-73-2024"),
    page!("nd-77-2024"),
    page!("nd-76-2024"),
    page!("luat-41-2024"),
    page!("qd-21-2024"),
    page!("nd-129-2025"),
    page!("nd-147-2025"),
    page!("nd-176-2025"),
    page!("nd-351-2025"),
    page!("qd-01-ctn-2026"),
    page!("hd-qua-tet-2026"),
    page!("nd-161-2026"),
    page!("nd-321-2026"),
    page!("nd-335-2026"),
    page!("nd-335-2026-muc-huong"),
    page!("nd-335-2026-cham-soc"),
    page!("nd-335-2026-thu-tuc"),
];
