//! Long lists page by page; the page stands in the address as `trang`.

use crate::address::Fields;

/// Rows of a list on one page.
pub const ROWS: usize = 50;

/// Which rows of `total` are shown, and the links to the others.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    pub total: usize,
    /// From 1.
    pub here: usize,
    pub last: usize,
    pub links: Vec<PageLink>,
}

#[derive(Clone, Debug)]
pub struct PageLink {
    pub number: usize,
    /// Empty for a gap between pages.
    pub address: String,
    pub is_here: bool,
}

impl Pages {
    pub fn of(path: &str, query: &Fields, total: usize) -> Pages {
        let last = total.div_ceil(ROWS).max(1);
        let here = query.get("trang").parse::<usize>().unwrap_or(1).clamp(1, last);
        let near = |number: &usize| *number <= 2 || *number + 1 >= last || number.abs_diff(here) <= 2;
        let mut links: Vec<PageLink> = Vec::new();
        for number in (1..=last).filter(near) {
            if links.last().is_some_and(|before| before.number + 1 < number) {
                links.push(PageLink { number: 0, address: String::new(), is_here: false });
            }
            let page = if number == 1 { String::new() } else { number.to_string() };
            let address = format!("{path}{}", query.with("trang", &page).query());
            links.push(PageLink { number, address, is_here: number == here });
        }
        Pages { total, here, last, links }
    }

    /// The rows of this page.
    pub fn rows<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let first = (self.here - 1) * ROWS;
        &all[first.min(all.len())..(first + ROWS).min(all.len())]
    }

    /// `51–100 trong 8.708 dòng`.
    pub fn told(&self) -> String {
        let count = |number: usize| domain::Vnd(i64::try_from(number).unwrap_or(i64::MAX)).to_string();
        if self.total == 0 {
            return "Không có dòng nào".to_owned();
        }
        let first = (self.here - 1) * ROWS + 1;
        let last = (first + ROWS - 1).min(self.total);
        format!("{}–{} trong {} dòng", count(first), count(last), count(self.total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_near_here_and_at_the_ends_are_linked() {
        let pages = Pages::of("/so/x", &Fields::parse("trang=10&tim=a"), 1001);
        let numbers: Vec<_> = pages.links.iter().map(|link| link.number).collect();
        assert_eq!(numbers, [1, 2, 0, 8, 9, 10, 11, 12, 0, 20, 21]);
        assert_eq!(pages.links[0].address, "/so/x?tim=a");
        assert_eq!(pages.links[1].address, "/so/x?tim=a&trang=2");
        assert_eq!(pages.told(), "451–500 trong 1.001 dòng");
        assert_eq!(Pages::of("/so/x", &Fields::parse("trang=99"), 60).rows(&[7; 60]).len(), 10);
        assert_eq!(Pages::of("/so/x", &Fields::default(), 0).told(), "Không có dòng nào");
    }
}
