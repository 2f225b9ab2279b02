//! A small invented office for figures and reports: rows written straight into the tables, one by one, so that
//! every expected figure can be counted by hand.

use domain::ids::{EntryId, OfficeId};
use office::permission::Permission;
use office::{Ctx, OfficeError};
use store::{Statement, Tx, Value};

/// Runs one statement of a test.
pub fn run(tx: &mut Tx, sql: &'static str, params: &[Value]) {
    tx.execute(&Statement::new("sample", sql), params).unwrap();
}

/// What one check of the doctor finds: rows written straight into the tables satisfy no others.
pub fn doctor(ctx: &Ctx, title: &str) -> Vec<office::doctor::Problem> {
    let check = office::doctor::CHECKS.iter().find(|check| check.title == title).unwrap();
    ctx.read(Permission::RunDoctor, |tx| (check.run)(ctx, tx)).unwrap()
}

fn id(tx: &mut Tx) -> i64 {
    tx.next_ids(1).unwrap()
}

/// Writes under one journal entry.
pub fn write(ctx: &Ctx, f: impl FnOnce(&mut Sample)) {
    let office = ctx.office;
    ctx.write(Permission::RecordRegisters, "sample", "rows", |tx, entry| {
        f(&mut Sample { tx, office, entry });
        Ok::<(), OfficeError>(())
    })
    .unwrap();
}

pub struct Sample<'a, 'b> {
    pub tx: &'a mut Tx<'b>,
    pub office: OfficeId,
    pub entry: EntryId,
}

impl Sample<'_, '_> {
    pub fn unit(&mut self, code: &str) -> i64 {
        let day = jiff::civil::date(2023, 6, 1);
        store::units::by_code(self.tx, code, day).unwrap().unwrap().id.0
    }

    /// A person who lives in the commune with that code; no code: nobody knows where.
    pub fn person(&mut self, name: &str, code: &str) -> i64 {
        let person = id(self.tx);
        let entry = self.entry.0;
        run(
            self.tx,
            "insert into people (id, office_id, created_entry) values ($1, $2, $3)",
            &[person.into(), self.office.0.into(), entry.into()],
        );
        let record = id(self.tx);
        run(
            self.tx,
            "insert into person_records (id, person_id, full_name, folded_name, sex, born, recorded_entry)
                values ($1, $2, $3, $4, 'female', '1939', $5)",
            &[
                record.into(),
                person.into(),
                name.into(),
                domain::names::search_key(name).into(),
                entry.into(),
            ],
        );
        if !code.is_empty() {
            let unit = self.unit(code);
            let fact = id(self.tx);
            run(
                self.tx,
                "insert into facts (id, person_id, kind, from_date, unit_id, recorded_entry)
                    values ($1, $2, 'residence', '2020-01-01', $3, $4)",
                &[fact.into(), person.into(), unit.into(), entry.into()],
            );
        }
        person
    }

    pub fn merit_file(&mut self, person: i64, category: &str, title: Option<&str>, recognised: &str) -> i64 {
        let file = id(self.tx);
        run(
            self.tx,
            "insert into merit_files (id, office_id, person_id, file_number, category, title, recognised_on,
                recorded_entry) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                file.into(),
                self.office.0.into(),
                person.into(),
                format!("HS{file}").into(),
                category.into(),
                title.into(),
                recognised.into(),
                self.entry.0.into(),
            ],
        );
        file
    }

    pub fn relative(&mut self, file: i64, person: i64) {
        let relative = id(self.tx);
        run(
            self.tx,
            "insert into merit_relatives (id, merit_file_id, person_id, relation, worships, from_date,
                recorded_entry) values ($1, $2, $3, 'wife', 0, '2015-01-01', $4)",
            &[relative.into(), file.into(), person.into(), self.entry.0.into()],
        );
    }

    pub fn death(&mut self, person: i64, on: &str) {
        let death = id(self.tx);
        run(
            self.tx,
            "insert into deaths (id, person_id, died_on, recorded_entry) values ($1, $2, $3, $4)",
            &[death.into(), person.into(), on.into(), self.entry.0.into()],
        );
    }

    /// Households of one review, all of one class, in one commune.
    pub fn households(&mut self, year: i16, class: &str, count: usize, code: &str) {
        let unit = self.unit(code);
        for number in 0..count {
            let household = id(self.tx);
            let entry = self.entry.0;
            run(
                self.tx,
                "insert into households (id, office_id, code, created_entry) values ($1, $2, $3, $4)",
                &[
                    household.into(),
                    self.office.0.into(),
                    format!("{year}-{class}-{code}-{number}").into(),
                    entry.into(),
                ],
            );
            let place = id(self.tx);
            run(
                self.tx,
                "insert into household_places (id, household_id, unit_id, from_date, recorded_entry)
                    values ($1, $2, $3, '2020-01-01', $4)",
                &[place.into(), household.into(), unit.into(), entry.into()],
            );
            self.class(household, year, class, &format!("{}-01-01", year + 1));
        }
    }

    pub fn class(&mut self, household: i64, year: i16, class: &str, from: &str) {
        let row = id(self.tx);
        run(
            self.tx,
            "insert into household_classes (id, household_id, class, review_year, from_date, recorded_entry)
                values ($1, $2, $3, $4, $5, $6)",
            &[row.into(), household.into(), class.into(), year.into(), from.into(), self.entry.0.into()],
        );
    }

    pub fn total(&mut self, year: i16, code: &str, hamlet: Option<&str>, households: i64) -> i64 {
        let (total, unit) = (id(self.tx), self.unit(code));
        run(
            self.tx,
            "insert into household_totals (id, office_id, unit_id, hamlet, review_year, reviewed_on, households,
                recorded_entry) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                total.into(),
                self.office.0.into(),
                unit.into(),
                hamlet.into(),
                year.into(),
                format!("{year}-11-30").into(),
                households.into(),
                self.entry.0.into(),
            ],
        );
        total
    }

    pub fn target(&mut self, year: i16, figure: &str, comparison: &str, value: &str) {
        let target = id(self.tx);
        run(
            self.tx,
            "insert into targets (id, office_id, year, figure, comparison, value, paper, recorded_entry)
                values ($1, $2, $3, $4, $5, $6, 'Nghị quyết 45/NQ-HĐND', $7)",
            &[
                target.into(),
                self.office.0.into(),
                year.into(),
                figure.into(),
                comparison.into(),
                value.into(),
                self.entry.0.into(),
            ],
        );
    }

    /// A run of a kind and state; gives its id.
    pub fn run(&mut self, kind: &str, month: &str, last_month: &str, state: &str) -> i64 {
        let run_id = id(self.tx);
        let officer: i64 = self
            .tx
            .all(
                &Statement::new("sample", "select id from officers where office_id = $1 order by id limit 1"),
                &[self.office.0.into()],
                |row| row.get(0),
            )
            .unwrap()[0];
        let closed = if state == "closed" { Value::Int(self.entry.0) } else { Value::Null };
        run(
            self.tx,
            "insert into runs (id, office_id, kind, month, last_month, sequence, state, prepared_on, prepared_by,
                ruleset_hash, recorded_entry, closed_entry)
                values ($1, $2, $3, $4, $5, $6, $7, '2023-01-20', $8, 'x', $9, $10)",
            &[
                run_id.into(),
                self.office.0.into(),
                kind.into(),
                month.into(),
                last_month.into(),
                run_id.into(),
                state.into(),
                officer.into(),
                self.entry.0.into(),
                closed,
            ],
        );
        run_id
    }

    /// The run went to the payer on the day of the entry.
    pub fn sent(&mut self, run_id: i64) {
        let entry = self.entry.0;
        run(self.tx, "update runs set sent_entry = $2 where id = $1", &[run_id.into(), entry.into()]);
    }

    /// What all lines of the run pay.
    pub fn part(&mut self, run_id: i64, part: &'static str) {
        run(self.tx, "update run_lines set part = $2 where run_id = $1", &[run_id.into(), part.into()]);
    }

    /// One line of a run, with everything that it must refer to.
    pub fn line(&mut self, run_id: i64, person: i64, scheme: &str, kind: &str, month: &str, amount: i64) {
        let unit = self.unit("25708");
        let (entry, office) = (self.entry.0, self.office.0);
        let stream = format!("{scheme}{}", id(self.tx));
        let (enrolment, payee, payment, explanation, line) =
            (id(self.tx), id(self.tx), id(self.tx), id(self.tx), id(self.tx));
        run(
            self.tx,
            "insert into enrolments (id, office_id, person_id, scheme, stream, opened_entry)
                values ($1, $2, $3, $4, $5, $6)",
            &[enrolment.into(), office.into(), person.into(), scheme.into(), stream.into(), entry.into()],
        );
        run(
            self.tx,
            "insert into payees (id, person_id, name, ground, channel, from_date, recorded_entry)
                values ($1, $2, 'x', 'self', 'cash', '2020-01-01', $3)",
            &[payee.into(), person.into(), entry.into()],
        );
        run(
            self.tx,
            "insert into payments (id, run_id, number, person_id, payee_id, payee_name, source, channel, unit_id,
                amount_new, amount_carried, state)
                values ($1, $2, $3, $4, $5, 'x', 'central', 'cash', $6, $7, 0, 'paid')",
            &[
                payment.into(),
                run_id.into(),
                payment.into(),
                person.into(),
                payee.into(),
                unit.into(),
                amount.into(),
            ],
        );
        run(
            self.tx,
            "insert into explanations (id, hash, body) values ($1, $2, '')",
            &[explanation.into(), format!("{explanation}").into()],
        );
        run(
            self.tx,
            "insert into run_lines (id, run_id, payment_id, enrolment_id, kind, scheme, part, reference, month,
                category, class, quantity, amount, explanation_id, unit_id)
                values ($1, $2, $3, $4, $5, $6, 'allowance', '', $7, 'c', '', 1, $8, $9, $10)",
            &[
                line.into(),
                run_id.into(),
                payment.into(),
                enrolment.into(),
                kind.into(),
                scheme.into(),
                month.into(),
                amount.into(),
                explanation.into(),
                unit.into(),
            ],
        );
    }
}
