//! Budget lines: what was given, drawn, advanced, spent, and what is left.

use crate::shown::shown;
use law::Vnd;

shown!(MovementKind {
    Given = "given", "dự toán giao";
    Drawn = "drawn", "đã rút";
    /// Paid ahead to the payer, to be settled by the reconciliation.
    Advanced = "advanced", "tạm ứng";
    /// Money given back to the state budget.
    Returned = "returned", "nộp trả ngân sách";
});

/// One budget line of a year: đồng, all sums positive in their own direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    pub given: Vnd,
    pub drawn: Vnd,
    pub advanced: Vnd,
    pub returned: Vnd,
    /// Expense of approved runs less recoveries, from the ledger.
    pub spent: Vnd,
}

/// Spending more than there is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BudgetWarning {
    #[error("vượt dự toán: còn {left} đồng, kỳ này cần {needed} đồng, thiếu {} đồng", *needed - *left)]
    Overdraws { left: Vnd, needed: Vnd },
    #[error("chưa rút đủ tiền: đã rút và tạm ứng còn {cash} đồng, kỳ này cần {needed} đồng")]
    NotDrawn { cash: Vnd, needed: Vnd },
}

impl BudgetWarning {
    pub fn code(&self) -> &'static str {
        match self {
            BudgetWarning::Overdraws { .. } => "budget_overdraws",
            BudgetWarning::NotDrawn { .. } => "budget_not_drawn",
        }
    }
}

impl Budget {
    pub fn add(&mut self, kind: MovementKind, amount: Vnd) {
        match kind {
            MovementKind::Given => self.given += amount,
            MovementKind::Drawn => self.drawn += amount,
            MovementKind::Advanced => self.advanced += amount,
            MovementKind::Returned => self.returned += amount,
        }
    }

    /// Given − spent − given back.
    pub fn left(&self) -> Vnd {
        self.given - self.spent - self.returned
    }

    /// Money in hand: drawn and advanced, less what was spent and given back.
    pub fn cash(&self) -> Vnd {
        self.drawn + self.advanced - self.spent - self.returned
    }

    /// Warnings before `needed` is spent from this line. They stop nobody: the budget may be on its way.
    pub fn before_spending(&self, needed: Vnd) -> Vec<BudgetWarning> {
        let mut warnings = Vec::new();
        if needed > self.left() {
            warnings.push(BudgetWarning::Overdraws { left: self.left(), needed });
        }
        if needed > self.cash() {
            warnings.push(BudgetWarning::NotDrawn { cash: self.cash(), needed });
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_knows_what_is_left_and_warns_before_it_overdraws() {
        let mut budget = Budget { spent: Vnd(400), ..Budget::default() };
        for (kind, amount) in [
            (MovementKind::Given, 1_000),
            (MovementKind::Drawn, 500),
            (MovementKind::Advanced, 100),
            (MovementKind::Returned, 50),
        ] {
            budget.add(kind, Vnd(amount));
        }
        assert_eq!((budget.left(), budget.cash()), (Vnd(550), Vnd(150)));
        let codes =
            |needed| budget.before_spending(Vnd(needed)).iter().map(BudgetWarning::code).collect::<Vec<_>>();
        assert_eq!(codes(150), Vec::<&str>::new());
        assert_eq!(codes(151), ["budget_not_drawn"]);
        assert_eq!(codes(551), ["budget_overdraws", "budget_not_drawn"]);
        assert_eq!(
            budget.before_spending(Vnd(600))[0].to_string(),
            "vượt dự toán: còn 550 đồng, kỳ này cần 600 đồng, thiếu 50 đồng"
        );
    }
}
