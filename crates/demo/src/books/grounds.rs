//! What several books of gratitude speak of: the cemetery of the town, who keeps it, and the houses of the year.

pub const TOWN: &str = "NT01";
pub const COMMAND: &str = "Ban Chỉ huy quân sự thị xã";

/// A house of 2023: code, for whom, work, how far (0 proposed to 6 settled), months from the proposal.
pub struct House {
    pub code: &'static str,
    pub poor: bool,
    pub build: bool,
    pub step: usize,
}

const fn house(code: &'static str, poor: bool, build: bool, step: usize) -> House {
    House { code, poor, build, step }
}

pub const HOUSES: [House; 20] = [
    house("TN-2023-01", false, true, 6),
    house("TN-2023-02", false, true, 6),
    house("TN-2023-03", false, true, 6),
    house("TN-2023-04", false, true, 5),
    house("TN-2023-05", false, true, 5),
    house("TN-2023-06", false, true, 3),
    house("TN-2023-07", false, true, 1),
    house("SC-2023-01", false, false, 6),
    house("SC-2023-02", false, false, 6),
    house("SC-2023-03", false, false, 6),
    house("SC-2023-04", false, false, 6),
    house("SC-2023-05", false, false, 5),
    house("SC-2023-06", false, false, 5),
    house("SC-2023-07", false, false, 5),
    house("SC-2023-08", false, false, 4),
    house("SC-2023-09", false, false, 0),
    house("DDK-2023-01", true, true, 6),
    house("DDK-2023-02", true, true, 6),
    house("DDK-2023-03", true, true, 5),
    house("DDK-2023-04", true, true, 2),
];

impl House {
    /// Đồng: what the budgets give, what the fund or donors add, what the family has.
    pub fn money(&self) -> [(&'static str, &'static str, i64); 2] {
        match (self.poor, self.build) {
            (true, _) => [
                ("Quỹ Vì người nghèo", "Ủy ban MTTQ tỉnh", 54_000_000),
                ("Quỹ Vì người nghèo", "Ủy ban MTTQ thị xã", 36_000_000),
            ],
            (false, true) => [
                ("Ngân sách trung ương", "", 40_000_000),
                ("Quỹ Đền ơn đáp nghĩa", "Quỹ Đền ơn đáp nghĩa thị xã", 40_000_000),
            ],
            (false, false) => [
                ("Ngân sách trung ương", "", 20_000_000),
                ("Vận động", "Công ty TNHH Dệt may Thành Công", 10_000_000),
            ],
        }
    }

    pub fn family(&self) -> i64 {
        if self.build && !self.poor { 25_000_000 } else { 0 }
    }

    pub fn cost(&self) -> i64 {
        self.money().iter().map(|(_, _, amount)| amount).sum::<i64>() + self.family()
    }
}
