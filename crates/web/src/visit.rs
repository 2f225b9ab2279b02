//! One request of an officer, as pages see it.

use crate::address::Fields;
use crate::app::App;
use crate::error::PageError;
use crate::frame::{Flash, Frame};
use crate::guard;
use office::{Ctx, Field, Permission};
use std::str::FromStr;
use std::sync::Arc;

/// Values of the `{…}` of a route.
#[derive(Clone, Debug, Default)]
pub struct Params(pub Vec<(String, String)>);

impl Params {
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

#[derive(Clone, Debug)]
pub struct Upload {
    /// Without folders.
    pub file_name: String,
    pub bytes: Vec<u8>,
}

pub struct Visit<'a> {
    pub app: &'a Arc<App>,
    pub ctx: Ctx<'a>,
    pub params: Params,
    pub query: Fields,
    pub form: Fields,
    pub files: Vec<Upload>,
    /// Path without its query.
    pub path: String,
    /// The page of ours that led here, with its query, as far as the browser tells.
    pub from: String,
    /// The id of the session, for commands about it.
    pub session: String,
    /// For forms of this session.
    pub form_token: String,
    /// What the command before this page said.
    pub flash: Option<Flash>,
    pub must_change: bool,
}

impl Visit<'_> {
    pub fn param(&self, name: &str) -> &str {
        self.params.get(name)
    }

    /// A number in the address; anything else is a page that is not there.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, PageError> {
        self.param(name).parse().map_err(|_| PageError::NoPage)
    }

    /// The layout around a page of this title.
    pub fn frame(&self, title: impl Into<String>) -> Frame {
        Frame::of(self, title.into())
    }

    /// Whether the officer holds the permission somewhere in the field.
    pub fn may(&self, permission: Permission, field: Option<Field>) -> bool {
        guard::holds(&self.ctx.officer, permission, field)
    }

    /// Whether the officer holds it in a field that pays money.
    pub fn pays(&self, permission: Permission) -> bool {
        guard::pays(&self.ctx.officer, permission)
    }
}
