//! The figures of the source report for 2023: what the generated office must add up to. They stand here and in the
//! comparison that uses [`SOURCE`]; nothing else in the program knows them.

/// A figure that the source report prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceFigure {
    /// Id of the figure in the catalogue.
    pub id: &'static str,
    /// Whole number, decimal text or `met`.
    pub value: &'static str,
    /// The source says "more than".
    pub at_least: bool,
}

const fn exact(id: &'static str, value: &'static str) -> SourceFigure {
    SourceFigure { id, value, at_least: false }
}

const fn more_than(id: &'static str, value: &'static str) -> SourceFigure {
    SourceFigure { id, value, at_least: true }
}

/// The rows of the source whose registers the synthetic office has.
pub const SOURCE: &[SourceFigure] = &[
    exact("labour.jobs_created", "3716"),
    exact("labour.jobs_created.ratio", "116.12"),
    exact("training.classes", "8"),
    exact("training.learners", "225"),
    more_than("labour.osh_month", "300"),
    more_than("merit.monthly.beneficiaries", "2000"),
    more_than("merit.monthly.amount", "4000000000"),
    more_than("assistance.monthly.beneficiaries", "6500"),
    more_than("assistance.monthly.amount", "3000000000"),
    exact("poverty.2022.households", "265"),
    exact("poverty.2022.rate", "0.61"),
    exact("poverty.2022.decrease", "210"),
    exact("poverty.2022.rate_decrease", "0.49"),
    exact("poverty.2023.households", "204"),
    exact("poverty.2023.rate", "0.46"),
    exact("poverty.2023.decrease", "61"),
    exact("poverty.2023.rate_decrease", "0.15"),
    exact("poverty.target", "met"),
    more_than("poverty.support", "1"),
    more_than("poverty.programme", "1"),
    exact("children.mid_autumn.children", "16219"),
    exact("children.mid_autumn.town", "77255000"),
    exact("children.mid_autumn.communes", "800000"),
    exact("children.mid_autumn.mobilised", "1071270000"),
    exact("children.action_month.gifts", "336"),
    more_than("children.action_month.amount", "70000000"),
    exact("tet.gifts", "33241"),
    exact("tet.meetings.people", "9009"),
    exact("tet.amount", "14625146000"),
    more_than("registry.merit", "6000"),
    exact("registry.martyrs", "3770"),
    exact("registry.heroes", "10"),
    exact("registry.heroic_mothers", "578"),
    exact("registry.heroic_mothers.living", "6"),
    exact("merit.remains", "4"),
    more_than("children.action_month.children", "200"),
];

/// Jobs created by channel: 3.716 in all.
pub const CHANNELS: [(&str, i64); 8] = [
    ("Doanh nghiệp trong tỉnh", 1890),
    ("Hợp tác xã, trang trại, hộ kinh doanh", 214),
    ("Vay vốn Quỹ quốc gia về việc làm", 268),
    ("Đi làm việc ở nước ngoài theo hợp đồng", 38),
    ("Trung tâm dịch vụ việc làm, phiên giao dịch việc làm", 312),
    ("Có việc làm sau học nghề", 142),
    ("Tự tạo việc làm", 430),
    ("Làm việc ngoài tỉnh", 422),
];
/// Learners of the eight classes: 225 in all.
pub const CLASS_SIZES: [usize; 8] = [28, 28, 28, 28, 28, 28, 28, 29];
/// People at the launch of the action month for occupational safety.
pub const OSH_GUESTS: i64 = 312;
/// Forms of the supply survey: those of the whole town, and those that the office has by name.
pub const FORMS_COLLECTED: i64 = 117_864;
pub const FORMS_NAMED: usize = 2_400;
/// Sets of remains found and buried in 2023.
pub const REMAINS: usize = 4;
/// Children at the launch of the action month: "more than 200".
pub const ACTION_MONTH_CHILDREN: i64 = 214;

/// Files of martyrs.
pub const MARTYRS: usize = 3770;
/// Files of Heroic Mothers, and how many of them live at the start and at the end of 2023.
pub const HEROIC_MOTHERS: usize = 578;
pub const HEROIC_MOTHERS_LIVING_2022: usize = 8;
pub const HEROIC_MOTHERS_LIVING_2023: usize = 6;
/// Heroes of the armed forces, of whom some live.
pub const HEROES: usize = 10;
pub const HEROES_LIVING: usize = 3;

/// Review years with the poor households found and the households of the whole town, which give 1.10 %, 0.61 %
/// and 0.46 %.
pub const POVERTY: [(i32, usize, i64); 3] = [(2021, 475, 43_182), (2022, 265, 43_443), (2023, 204, 44_348)];

/// How many households go which way through the reviews of 2021, 2022 and 2023: `P` poor, `N` near-poor, `E`
/// listed as escaped, `-` not on that year's list.
pub const POVERTY_PATHS: [(&str, usize); 23] = [
    ("PPP", 130),
    ("PPN", 35),
    ("PPE", 39),
    ("PP-", 3),
    ("PNN", 90),
    ("PN-", 40),
    ("PE-", 132),
    ("P--", 6),
    ("NPP", 22),
    ("NPN", 4),
    ("NPE", 4),
    ("-PP", 18),
    ("-PN", 4),
    ("-PE", 6),
    ("NNP", 12),
    ("NNN", 300),
    ("NN-", 108),
    ("N--", 370),
    ("-NP", 6),
    ("-NN", 40),
    ("-N-", 14),
    ("--P", 16),
    ("--N", 47),
];

/// Tết gifts, people at the meetings, and all the money, đồng.
pub struct Tet {
    pub gifts: i64,
    pub met: i64,
    pub amount: i64,
}

pub const TET: Tet = Tet { gifts: 33_241, met: 9_009, amount: 14_625_146_000 };

/// Mid-Autumn: children with a gift, and đồng by source.
pub struct MidAutumn {
    pub children: i64,
    pub town: i64,
    pub communes: i64,
    pub raised: i64,
}

pub const MID_AUTUMN: MidAutumn =
    MidAutumn { children: 16_219, town: 77_255_000, communes: 800_000, raised: 1_071_270_000 };

/// The action month for children: gifts, and đồng for each: more than 70 million in all.
pub struct ActionMonth {
    pub gifts: i64,
    pub each: i64,
}

pub const ACTION_MONTH: ActionMonth = ActionMonth { gifts: 336, each: 210_000 };
