//! Breaking a list into pages before it is laid out, so that each page can carry its sums.

use super::{ListTotals, PaymentRow};
use std::ops::Range;

/// One printed page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage {
    pub rows: Range<usize>,
    /// Sums of the pages before: `Mang sang từ trang trước`.
    pub brought: ListTotals,
    /// Sums of this page: `Cộng trang`.
    pub page: ListTotals,
}

/// Height of a page's body for rows, in the unit of the row heights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSpace {
    pub first: u32,
    pub following: u32,
    /// Kept free on the last page for totals, words and signatures.
    pub closing: u32,
}

/// Rows that go along with the closing block to a new page, so that signatures never stand alone.
const WITH_CLOSING: usize = 3;

/// Every row stands on exactly one page, in order. A row higher than a page gets a page of its own. If the closing
/// block does not fit under the last rows, it moves to a new page and takes up to three of them along; it stands
/// without rows only if the last page holds a single row.
pub fn break_pages(rows: &[PaymentRow], heights: &[u32], space: PageSpace) -> Vec<ListPage> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (index, height) in heights.iter().enumerate().take(rows.len()) {
        let room = if ranges.is_empty() { space.first } else { space.following };
        if used > 0 && used + height > room {
            ranges.push(start..index);
            (start, used) = (index, 0);
        }
        used += height;
    }
    let room = if ranges.is_empty() { space.first } else { space.following };
    if used + space.closing > room && start < rows.len() {
        let end = closing_start(start, &heights[..rows.len()], space);
        ranges.push(start..end);
        start = end;
    }
    ranges.push(start..rows.len());
    let mut brought = ListTotals::default();
    ranges
        .into_iter()
        .map(|range| {
            let page = ListTotals::of(&rows[range.clone()]);
            let listed = ListPage { rows: range, brought, page };
            brought = brought.plus(page);
            listed
        })
        .collect()
}

/// First of the rows that follow the closing block; at least one row stays on the page before.
fn closing_start(start: usize, heights: &[u32], space: PageSpace) -> usize {
    let mut first = heights.len();
    let mut used = space.closing;
    while first > start + 1 && heights.len() - first < WITH_CLOSING {
        used += heights[first - 1];
        if used > space.following {
            break;
        }
        first -= 1;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::KindLine;
    use law::Vnd;
    use proptest::prelude::*;

    fn rows(count: usize) -> Vec<PaymentRow> {
        (0..count)
            .map(|_| PaymentRow {
                lines: vec![KindLine { current: Vnd(10), ..KindLine::default() }],
                ..PaymentRow::default()
            })
            .collect()
    }

    fn check(heights: &[u32], space: PageSpace, expect: &[(usize, usize)]) {
        let rows = rows(heights.len());
        let pages = break_pages(&rows, heights, space);
        assert_eq!(pages.iter().map(|page| (page.rows.start, page.rows.end)).collect::<Vec<_>>(), expect);
        for page in &pages {
            assert_eq!(page.brought.total(), Vnd(10 * page.rows.start as i64));
            assert_eq!(page.page.total(), Vnd(10 * page.rows.len() as i64));
        }
    }

    #[test]
    fn rows_fill_pages_and_leave_room_for_the_end() {
        let space = PageSpace { first: 30, following: 40, closing: 15 };
        check(&[10, 10, 10, 10], space, &[(0, 3), (3, 4)]);
        check(&[10, 10], space, &[(0, 1), (1, 2)]);
        check(&[30], space, &[(0, 1), (1, 1)]);
        check(&[6, 6, 6, 6, 6], space, &[(0, 2), (2, 5)]);
        check(&[10], space, &[(0, 1)]);
        check(&[99, 10], space, &[(0, 1), (1, 2)]);
        check(&[], space, &[(0, 0)]);
    }

    proptest! {
        #[test]
        fn no_row_is_lost_or_doubled(heights in prop::collection::vec(1u32..60, 0..80)) {
            let rows = rows(heights.len());
            let pages = break_pages(&rows, &heights, PageSpace { first: 100, following: 150, closing: 50 });
            let covered: Vec<usize> = pages.iter().flat_map(|page| page.rows.clone()).collect();
            prop_assert_eq!(covered, (0..heights.len()).collect::<Vec<_>>());
            let last = pages.last().unwrap();
            prop_assert_eq!(last.brought.plus(last.page), ListTotals::of(&rows));
        }
    }
}
