//! What a database can refuse.

/// Which kind of rule of the schema was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    Unique,
    ForeignKey,
    Check,
    NotNull,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error("không có cơ sở dữ liệu {0}")]
    NoDatabase(String),
    #[error("địa chỉ cơ sở dữ liệu không hợp lệ: {0} (cần sqlite:ĐƯỜNG_DẪN hoặc postgres://…)")]
    Url(String),
    #[error("cơ sở dữ liệu ở phiên bản khác với chương trình: {0}; hãy chạy `ansinh migrate`")]
    Version(String),
    #[error("tệp nâng cấp {0} đã bị sửa sau khi áp dụng")]
    MigrationChanged(String),
    #[error("không tìm thấy dòng nào ({statement})")]
    NotFound { statement: &'static str },
    #[error("{statement}: cần đúng một dòng, có {found}")]
    RowCount { statement: &'static str, found: u64 },
    #[error("{statement}: cần {expected} tham số, có {found}")]
    Parameters { statement: &'static str, expected: usize, found: usize },
    /// A value of another type than asked for; `NULL` is never read as zero or as empty text.
    #[error("{statement}, cột {column}: cần {expected}, có {found}")]
    Column { statement: &'static str, column: String, expected: &'static str, found: String },
    /// The character U+0000, which PostgreSQL cannot keep.
    #[error("{statement}: văn bản chứa ký tự rỗng (U+0000)")]
    NulCharacter { statement: &'static str },
    /// `constraint` is the name given in the migration, or PostgreSQL's `<table>_pkey`. SQLite does not tell
    /// the name of a foreign key, nor its table: both are empty there.
    #[error("dữ liệu vi phạm ràng buộc {constraint} của bảng {table}")]
    Constraint { kind: ConstraintKind, table: String, constraint: String },
    #[error("không có bảng: {0}")]
    NoTable(String),
    #[error("cơ sở dữ liệu đang bận, hãy thử lại")]
    Busy,
    #[error("lệnh ghi nằm trong một lệnh ghi khác")]
    NestedWrite,
    #[error("{statement}: {message}")]
    Engine { statement: &'static str, message: String },
}

impl StoreError {
    /// Stable code for exchange formats and logs.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::NoDatabase(_) => "no_database",
            StoreError::Url(_) => "database_url",
            StoreError::Version(_) => "database_version",
            StoreError::MigrationChanged(_) => "migration_changed",
            StoreError::NotFound { .. } => "row_not_found",
            StoreError::RowCount { .. } => "row_count",
            StoreError::Parameters { .. } => "parameters",
            StoreError::Column { .. } => "column",
            StoreError::NulCharacter { .. } => "nul_character",
            StoreError::Constraint { .. } => "constraint",
            StoreError::NoTable(_) => "no_table",
            StoreError::Busy => "database_busy",
            StoreError::NestedWrite => "nested_write",
            StoreError::Engine { .. } => "database",
        }
    }

    /// Whether the constraint of that name was broken: `offices` maps `officers_account` to its own refusal.
    pub fn breaks(&self, name: &str) -> bool {
        matches!(self, StoreError::Constraint { constraint, .. } if constraint == name)
    }
}
