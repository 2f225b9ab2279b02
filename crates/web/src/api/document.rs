//! The OpenAPI 3.1 document: what the endpoints say of themselves, and what holds for all of them.

use super::endpoint::Endpoint;
use super::problem::{self, Problem};
use crate::guard::Guard;
use crate::route::Method;
use serde_json::{Value, json};
use std::sync::OnceLock;
use utoipa::openapi::path::{HttpMethod, Operation, Paths};
use utoipa::openapi::schema::ComponentsBuilder;
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};
use utoipa::{PartialSchema, ToSchema};

pub const DOCUMENT_PATH: &str = "/api/v1/openapi.json";

const DESCRIPTION: &str = "Giao diện cho chương trình của các cơ quan khác, trên cùng những lệnh như ứng dụng web. \
Mã truy cập do người quản trị cấp (Quản trị → Mã truy cập, hoặc `ansinh token create`), gửi trong `Authorization: Bearer`. \
Một mã không bao giờ làm được nhiều hơn cán bộ mà nó thuộc về. Không dùng cookie. \
Danh sách trả từng phần: `limit`, `after`, và `next` là địa chỉ của phần sau. \
Yêu cầu ghi dữ liệu phải có `Idempotency-Key`: cùng khóa và cùng nội dung thì nhận lại câu trả lời cũ trong 24 giờ. \
Lỗi là `application/problem+json` (RFC 9457) với mã ổn định trong `code`.";

/// The document as it is served.
pub fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| document().to_string())
}

pub fn document() -> Value {
    let mut paths = Paths::new();
    let mut components = ComponentsBuilder::new();
    for endpoint in super::all() {
        let documented = (endpoint.doc)();
        let method = match endpoint.method {
            Method::Get => HttpMethod::Get,
            Method::Post | Method::Upload => HttpMethod::Post,
        };
        paths.add_path_operation(&documented.path, vec![method], described(endpoint, documented.operation));
        components = components.schemas_from_iter(documented.schemas);
    }
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    let info = InfoBuilder::new()
        .title("An Sinh")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .build();
    let document: OpenApi = OpenApiBuilder::new()
        .info(info)
        .paths(paths)
        .components(Some(components.schemas_from_iter(schemas).build()))
        .build();
    let mut document = serde_json::to_value(document).unwrap_or_default();
    document["components"]["securitySchemes"] = json!({ "token": { "type": "http", "scheme": "bearer" } });
    document["security"] = json!([{ "token": [] }]);
    for endpoint in super::all() {
        let method = if endpoint.method == Method::Get { "get" } else { "post" };
        let operation = &mut document["paths"][endpoint.path()][method];
        put_examples(endpoint, operation);
        operation["responses"]["default"] = json!({
            "description": "Vì sao không được; mã ổn định trong `code`",
            "content": { problem::CONTENT_TYPE: { "schema": { "$ref": "#/components/schemas/Problem" } } },
        });
        if endpoint.writes {
            put_key(operation);
        }
    }
    document
}

/// With the permission that it asks for.
fn described(endpoint: &Endpoint, mut operation: Operation) -> Operation {
    let asked = match endpoint.guard {
        Guard::Open | Guard::SignedIn => "mọi mã truy cập còn hiệu lực".to_owned(),
        Guard::Needs(permission, _) => permission.word().to_owned(),
        Guard::Whole(permission) => format!("{} (toàn cơ quan)", permission.word()),
        Guard::Pays(permission) => permission.word().to_owned(),
        Guard::Any(permissions) => {
            permissions.iter().map(|permission| permission.word()).collect::<Vec<_>>().join(" | ")
        }
        Guard::By(_) => "theo loại danh sách hay bước trong địa chỉ".to_owned(),
    };
    let more = operation.description.as_deref().unwrap_or_default();
    let description = format!("{more}\n\nQuyền: {asked}.").trim().to_owned();
    operation.description = Some(description);
    operation
}

fn put_examples(endpoint: &Endpoint, operation: &mut Value) {
    let places = [
        ("/responses/200/content/application~1json", &endpoint.answer),
        ("/requestBody/content/application~1json", &endpoint.body),
    ];
    for (place, example) in places {
        if let (Some(content), Some(example)) = (operation.pointer_mut(place), example) {
            content["example"] = (example.json)().unwrap_or_default();
        }
    }
}

fn put_key(operation: &mut Value) {
    let key = json!({
        "name": "Idempotency-Key", "in": "header", "required": true,
        "description": "Một chuỗi riêng cho mỗi yêu cầu; gửi lại cùng khóa thì việc chỉ làm một lần",
        "schema": { "type": "string", "minLength": 1, "maxLength": 200 },
    });
    match operation["parameters"].as_array_mut() {
        Some(parameters) => parameters.push(key),
        None => operation["parameters"] = json!([key]),
    }
}
