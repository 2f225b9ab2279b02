//! One route of the API: who may call it, what it does, and its part of the OpenAPI document. A route cannot be served
//! without its documentation, since both come from the same entry.

use super::call::Call;
use super::problem::ApiError;
use crate::guard::Guard;
use crate::route::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::__dev::{SchemaReferences, Tags};
use utoipa::openapi::path::Operation;
use utoipa::openapi::{RefOr, Schema};

/// The body of a good answer.
#[derive(Debug)]
pub enum Body {
    Json(Value),
    /// One JSON value per line.
    Lines(String),
}

pub type ApiAnswer = Result<Body, ApiError>;

pub struct Endpoint {
    pub method: Method,
    pub guard: Guard,
    /// It writes, so that a request must carry its key.
    pub writes: bool,
    pub run: fn(&Call) -> ApiAnswer,
    pub doc: fn() -> Documented,
    /// What it answers and what it is sent, with an example of each.
    pub answer: Option<Example>,
    pub body: Option<Example>,
}

/// What `#[utoipa::path]` wrote down beside the function.
pub struct Documented {
    pub path: String,
    pub operation: Operation,
    pub schemas: Vec<(String, RefOr<Schema>)>,
}

/// An example in the document, and a proof that the program reads it.
pub struct Example {
    pub json: fn() -> Result<Value, serde_json::Error>,
    pub reads: fn(&Value) -> Result<(), serde_json::Error>,
}

/// A value that stands in the document as the example of its type.
pub trait Sample: Serialize + DeserializeOwned {
    fn sample() -> Self;
}

impl Endpoint {
    /// `/api/v1/people/{person}`
    pub fn path(&self) -> String {
        (self.doc)().path
    }
}

pub fn documented<P: utoipa::Path + SchemaReferences + for<'t> Tags<'t>>() -> Documented {
    let mut operation = P::operation();
    let tags = <P as Tags>::tags();
    if !tags.is_empty() {
        operation.tags.get_or_insert_default().extend(tags.iter().map(ToString::to_string));
    }
    let mut schemas = Vec::new();
    P::schemas(&mut schemas);
    Documented { path: P::path(), operation, schemas }
}

/// The answer of a reading function as JSON.
pub fn reading<T: Sample>(call: &Call, run: fn(&Call) -> Result<T, ApiError>) -> ApiAnswer {
    json(&run(call)?)
}

/// The same where the request has a body.
pub fn writing<B: Sample, T: Sample>(call: &Call, run: fn(&Call, B) -> Result<T, ApiError>) -> ApiAnswer {
    let body = serde_json::from_slice(call.body).map_err(|error| ApiError::unreadable(&error))?;
    json(&run(call, body)?)
}

fn json<T: Sample>(answer: &T) -> ApiAnswer {
    Ok(Body::Json(serde_json::to_value(answer).map_err(|error| ApiError::fault(error.to_string()))?))
}

/// `get!(guard, function -> Answer)`: a route that reads.
macro_rules! get {
    ($guard:expr, $run:ident -> $answer:ty) => {
        utoipa_axum::paste! {
            $crate::api::endpoint::Endpoint {
                method: $crate::route::Method::Get,
                guard: $guard,
                writes: false,
                run: |call| $crate::api::endpoint::reading::<$answer>(call, $run),
                doc: $crate::api::endpoint::documented::<[<__path_ $run>]>,
                answer: Some($crate::api::endpoint::Example {
                    json: || serde_json::to_value(<$answer as $crate::api::endpoint::Sample>::sample()),
                    reads: |json| <$answer as serde::Deserialize>::deserialize(json).map(drop),
                }),
                body: None,
            }
        }
    };
}

/// `post!(guard, function(Body) -> Answer)`: a route that writes, with a body in JSON.
macro_rules! post {
    ($guard:expr, $run:ident($body:ty) -> $answer:ty) => {
        utoipa_axum::paste! {
            $crate::api::endpoint::Endpoint {
                method: $crate::route::Method::Post,
                guard: $guard,
                writes: true,
                run: |call| $crate::api::endpoint::writing::<$body, $answer>(call, $run),
                doc: $crate::api::endpoint::documented::<[<__path_ $run>]>,
                answer: Some($crate::api::endpoint::Example {
                    json: || serde_json::to_value(<$answer as $crate::api::endpoint::Sample>::sample()),
                    reads: |json| <$answer as serde::Deserialize>::deserialize(json).map(drop),
                }),
                body: Some($crate::api::endpoint::Example {
                    json: || serde_json::to_value(<$body as $crate::api::endpoint::Sample>::sample()),
                    reads: |json| <$body as serde::Deserialize>::deserialize(json).map(drop),
                }),
            }
        }
    };
}

pub(crate) use {get, post};
