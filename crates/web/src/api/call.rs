//! One request of a program, as endpoints see it.

use super::problem::ApiError;
use crate::address::Fields;
use crate::app::App;
use crate::visit::Params;
use jiff::civil::Date;
use office::Ctx;
use office::clients::Caller;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::ToSchema;

pub struct Call<'a> {
    pub app: &'a App,
    pub ctx: Ctx<'a>,
    pub caller: &'a Caller,
    pub params: Params,
    pub query: Fields,
    /// Path without its query.
    pub path: &'a str,
    pub body: &'a [u8],
}

/// Rows of a page unless the caller wants another number.
const LIMIT: usize = 50;
pub const LIMIT_MAX: usize = 500;

/// Part of a list. The next part begins after the last row of this one, whatever was added or taken away meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// Address of the next part; absent on the last one. The same stands in the header `Link`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Rows of the whole list, where it is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<usize>,
}

impl<T: super::endpoint::Sample> super::endpoint::Sample for Page<T> {
    fn sample() -> Page<T> {
        Page { rows: vec![T::sample()], next: None, total: Some(1) }
    }
}

impl Call<'_> {
    pub fn param(&self, name: &str) -> &str {
        self.params.get(name)
    }

    /// A number in the address; anything else is not there.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, ApiError> {
        self.param(name).parse().map_err(|_| ApiError::Page(crate::PageError::NoPage))
    }

    /// A value of the query that is perhaps not given.
    pub fn asked<T: FromStr>(&self, name: &str, wanted: &str) -> Result<Option<T>, ApiError> {
        match self.query.get(name) {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| ApiError::parameter(name, wanted)),
        }
    }

    pub fn day(&self, name: &str) -> Result<Option<Date>, ApiError> {
        match self.query.get(name) {
            "" => Ok(None),
            text => {
                let day = domain::dates::parse_iso(text);
                day.map(Some).ok_or_else(|| ApiError::parameter(name, "ngày như 2023-06-30"))
            }
        }
    }

    pub fn month(&self, name: &str) -> Result<Option<law::Month>, ApiError> {
        match self.query.get(name) {
            "" => Ok(None),
            text => {
                let month = law::Month::parse(text);
                month.map(Some).ok_or_else(|| ApiError::parameter(name, "tháng như 2023-06"))
            }
        }
    }

    pub fn limit(&self) -> Result<usize, ApiError> {
        let wanted = format!("số từ 1 đến {LIMIT_MAX}");
        let limit = self.asked("limit", &wanted)?.unwrap_or(LIMIT);
        if (1..=LIMIT_MAX).contains(&limit) { Ok(limit) } else { Err(ApiError::parameter("limit", &wanted)) }
    }

    /// The address of the part after `cursor`.
    pub fn next(&self, cursor: &str) -> String {
        format!("{}{}", self.path, self.query.with("after", cursor).query())
    }

    /// The part of a whole list that was asked for, in the order of its keys. Keys hold no personal data, since they
    /// stand in addresses; of equal ones the first comes first.
    pub fn page<R, T>(
        &self,
        rows: Vec<R>,
        key: impl Fn(&R) -> String,
        shown: impl Fn(R) -> T,
    ) -> Result<Page<T>, ApiError> {
        let limit = self.limit()?;
        let after = self.query.get("after");
        let mut keyed: Vec<(String, R)> = rows.into_iter().map(|row| (key(&row), row)).collect();
        keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
        tell_apart(&mut keyed);
        let total = keyed.len();
        let mut rest = keyed.into_iter().skip_while(|(key, _)| !after.is_empty() && key.as_str() <= after);
        let part: Vec<(String, R)> = rest.by_ref().take(limit).collect();
        let last = rest.next().and_then(|_| part.last()).map(|(key, _)| self.next(key));
        let rows = part.into_iter().map(|(_, row)| shown(row)).collect();
        Ok(Page { rows, next: last, total: Some(total) })
    }
}

/// Equal keys get a number, so that each is different; `!` sorts before whatever keys are made of.
fn tell_apart<R>(keyed: &mut [(String, R)]) {
    let mut same = 0;
    let mut before = String::new();
    for (key, _) in keyed {
        same = if *key == before { same + 1 } else { 0 };
        before.clone_from(key);
        if same > 0 {
            *key = format!("{key}!{same:06}");
        }
    }
}

/// Ids in keys: as text in the order of numbers.
pub fn number(id: i64) -> String {
    format!("{id:012}")
}
