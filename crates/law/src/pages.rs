//! The pages built into the program, in the order of their days of force.

/// Name and text of each page.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("luat-51-2010", include_str!("../pages/luat-51-2010.md")),
    ("nd-20-2021", include_str!("../pages/nd-20-2021.md")),
    ("tt-02-2021", include_str!("../pages/tt-02-2021.md")),
    ("nd-76-2024", include_str!("../pages/nd-76-2024.md")),
    ("luat-41-2024", include_str!("../pages/luat-41-2024.md")),
    ("nd-147-2025", include_str!("../pages/nd-147-2025.md")),
    ("nd-176-2025", include_str!("../pages/nd-176-2025.md")),
    ("nd-335-2026", include_str!("../pages/nd-335-2026.md")),
];
