//! Tables whose rows are plain records of an office: read whole, inserted in bulk, voided one by one.

/// Writes the module of such a table: `insert_many`, `of_office`, `void`, its statements for the registry, and
/// `UNDO` for `store::undo`. Fields and columns stand side by side; all but `id`, `office_id` and the two entries.
macro_rules! record_table {
    ($record:ident, $id:ident, $table:literal, $what:literal, order by $order:literal {
        $($field:ident $column:literal),+ $(,)?
    }) => {
        static ROWS: $crate::statements::Bulk = $crate::statements::Bulk::new(
            $table,
            &["id", "office_id", $($column),+, "recorded_entry"],
        );
        static LIVE: $crate::statements::Statement = $crate::statements::Statement::new(
            concat!(module_path!(), "::LIVE"),
            concat!(
                "select id", $(", ", $column,)+ " from ", $table,
                " where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)",
                " order by ", $order, ", id"
            ),
        );
        static VOID: $crate::statements::Statement = $crate::statements::Statement::new(
            concat!(module_path!(), "::VOID"),
            concat!("update ", $table, " set voided_entry = $2 where id = $1 and voided_entry is null"),
        );

        pub static TABLE_STATEMENTS: &[(&str, &$crate::statements::Statement)] =
            &[("LIVE", &LIVE), ("VOID", &VOID)];
        pub static TABLE_BULKS: &[&$crate::statements::Bulk] = &[&ROWS];
        pub static UNDO: $crate::undo::Undoable = $crate::undo::Undoable {
            what: $what,
            superseded: $crate::statements::Statement::new(concat!(module_path!(), "::SUPERSEDED"), concat!(
                "select count(*) from ", $table,
                " where recorded_entry = $1 and voided_entry is not null and voided_entry <> $1")),
            void: $crate::statements::Statement::new(concat!(module_path!(), "::VOID_ALL"), concat!(
                "update ", $table,
                " set voided_entry = $2 where recorded_entry = $1 and voided_entry is null")),
            taken: $crate::statements::Statement::new(concat!(module_path!(), "::TAKEN"), concat!(
                "select count(*) from ", $table, " where voided_entry = $1 and recorded_entry <> $1")),
            revive: $crate::statements::Statement::new(concat!(module_path!(), "::REVIVE"), concat!(
                "insert into ", $table, " (id, office_id", $(", ", $column,)+ ", recorded_entry)",
                " select $3 - 1 + row_number() over (order by t.id), t.office_id", $(", t.", $column,)+
                " , $2 from ", $table, " t where t.voided_entry = $1 and t.recorded_entry <> $1")),
        };

        /// In bulk; the ids are fresh.
        pub fn insert_many(
            tx: &mut $crate::Tx,
            office: domain::ids::OfficeId,
            entry: domain::ids::EntryId,
            rows: impl IntoIterator<Item = (domain::ids::$id, $record)>,
        ) -> Result<u64, $crate::StoreError> {
            let values = |(id, record): (domain::ids::$id, $record)| {
                let $record { $($field),+ } = record;
                $crate::params![id, office, $($field),+, entry].to_vec()
            };
            tx.insert_many(&ROWS, rows.into_iter().map(values))
        }

        /// Every record of the office as known.
        pub fn of_office(
            tx: &mut $crate::Tx,
            office: domain::ids::OfficeId,
            known: $crate::people::Known,
        ) -> Result<Vec<(domain::ids::$id, $record)>, $crate::StoreError> {
            tx.all(&LIVE, &$crate::params![office, known], |row| {
                let mut column = 0;
                $(let $field = row.get({ column += 1; column })?;)+
                Ok((row.get(0)?, $record { $($field),+ }))
            })
        }

        pub fn void(
            tx: &mut $crate::Tx,
            id: domain::ids::$id,
            entry: domain::ids::EntryId,
        ) -> Result<(), $crate::StoreError> {
            tx.execute_one(&VOID, &$crate::params![id, entry])
        }
    };
}
pub(crate) use record_table;
