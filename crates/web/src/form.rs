//! Forms of commands: their fields, what was typed, what is wrong with it. Everything wrong is said at once, and
//! what was typed stays.

use crate::address::Fields;
use crate::error::PageError;
use crate::visit::Visit;
use askama::Template;
use domain::dates::{parse_date, short};
use domain::labels::Labelled;
use jiff::civil::Date;
use law::Vnd;
use office::OfficeError;

/// Renders itself: a page puts it in its place with `{{ form|safe }}`.
#[derive(Template)]
#[template(path = "form.html")]
pub struct Form {
    token: String,
    action: String,
    /// Before the ids of its fields, so that the forms of a page do not share any.
    id: String,
    button: String,
    class: &'static str,
    hidden: Vec<(&'static str, String)>,
    fields: Vec<Field>,
    /// What is wrong with the whole.
    problems: Vec<String>,
}

pub struct Field {
    name: &'static str,
    label: String,
    /// `text`, `date`, `number`, `note`, `yes`, `choice`.
    control: &'static str,
    hint: String,
    required: bool,
    wide: bool,
    value: String,
    /// Title of the group, or empty, with value and label of each choice.
    groups: Vec<ChoiceGroup>,
    problems: Vec<String>,
}

pub struct ChoiceGroup {
    title: String,
    choices: Vec<(String, String)>,
}

fn field(name: &'static str, label: &str, control: &'static str) -> Field {
    Field {
        name,
        label: label.to_owned(),
        control,
        hint: String::new(),
        required: false,
        wide: control == "note",
        value: String::new(),
        groups: Vec::new(),
        problems: Vec::new(),
    }
}

pub fn text(name: &'static str, label: &str) -> Field {
    field(name, label, "text")
}

pub fn date(name: &'static str, label: &str) -> Field {
    field(name, label, "date").hint("ngày/tháng/năm, ví dụ 05/01/2024")
}

/// A count, or đồng.
pub fn number(name: &'static str, label: &str) -> Field {
    field(name, label, "number")
}

pub fn note(name: &'static str, label: &str) -> Field {
    field(name, label, "note")
}

pub fn yes(name: &'static str, label: &str) -> Field {
    field(name, label, "yes")
}

pub fn choice(name: &'static str, label: &str, choices: Vec<(String, String)>) -> Field {
    grouped(name, label, vec![(String::new(), choices)])
}

pub fn grouped(name: &'static str, label: &str, groups: Vec<(String, Vec<(String, String)>)>) -> Field {
    let groups = groups.into_iter().map(|(title, choices)| ChoiceGroup { title, choices });
    Field { groups: groups.collect(), ..field(name, label, "choice") }
}

/// Every value of a list by its label.
pub fn labels<T: Labelled>() -> Vec<(String, String)> {
    T::VALUES.iter().map(|value| (value.label().to_owned(), value.label().to_owned())).collect()
}

impl Field {
    #[must_use]
    pub fn required(self) -> Field {
        Field { required: true, ..self }
    }

    #[must_use]
    pub fn wide(self) -> Field {
        Field { wide: true, ..self }
    }

    #[must_use]
    pub fn hint(self, hint: &str) -> Field {
        Field { hint: hint.to_owned(), ..self }
    }

    #[must_use]
    pub fn value(self, value: impl Into<String>) -> Field {
        Field { value: value.into(), ..self }
    }

    #[must_use]
    pub fn day(self, day: Date) -> Field {
        self.value(short(day))
    }

    fn described_by(&self, form: &str) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{form}y-{}", self.name));
        let problem = (!self.problems.is_empty()).then(|| format!("{form}loi-{}", self.name));
        hint.into_iter().chain(problem).collect::<Vec<_>>().join(" ")
    }
}

impl Form {
    /// Posts to `action`; `id` tells it from the other forms of the page.
    pub fn new(token: &str, action: impl Into<String>, id: &str, button: &str, fields: Vec<Field>) -> Form {
        Form {
            token: token.to_owned(),
            action: action.into(),
            id: if id.is_empty() { String::new() } else { format!("{id}-") },
            button: button.to_owned(),
            class: "",
            hidden: Vec::new(),
            fields,
            problems: Vec::new(),
        }
    }

    #[must_use]
    pub fn hidden(mut self, name: &'static str, value: impl Into<String>) -> Form {
        self.hidden.push((name, value.into()));
        self
    }

    #[must_use]
    pub fn class(self, class: &'static str) -> Form {
        Form { class, ..self }
    }

    /// With what was typed and what is wrong with it.
    #[must_use]
    pub fn given(mut self, given: &Given) -> Form {
        let Some(typed) = given.typed else { return self };
        for field in &mut self.fields {
            typed.get(field.name).clone_into(&mut field.value);
            let own = given.problems.iter().filter(|(name, _)| *name == field.name);
            field.problems = own.map(|(_, text)| text.clone()).collect();
        }
        self.problems.clone_from(&given.whole);
        self
    }

    fn count(&self) -> usize {
        self.problems.len() + self.fields.iter().map(|field| field.problems.len()).sum::<usize>()
    }
}

/// What was typed into a form, read field by field; nothing for a form that is shown the first time.
#[derive(Default)]
pub struct Given<'v> {
    typed: Option<&'v Fields>,
    on: Date,
    problems: Vec<(&'static str, String)>,
    whole: Vec<String>,
}

impl<'v> Given<'v> {
    /// A form shown the first time.
    pub fn nothing() -> Given<'static> {
        Given::default()
    }

    pub fn of(visit: &'v Visit) -> Given<'v> {
        Given { typed: Some(&visit.form), on: visit.ctx.on, ..Given::default() }
    }

    /// Whether this form of several on a page was sent.
    pub fn is_sent(&self) -> bool {
        self.typed.is_some()
    }

    /// Nothing is wrong so far.
    pub fn is_fine(&self) -> bool {
        self.problems.is_empty() && self.whole.is_empty()
    }

    pub fn wrong(&mut self, name: &'static str, text: impl Into<String>) {
        self.problems.push((name, text.into()));
    }

    fn get(&self, name: &str) -> &'v str {
        self.typed.map_or("", |typed| typed.get(name))
    }

    /// `None` where nothing was typed.
    pub fn text(&self, name: &str) -> Option<String> {
        Some(self.get(name).to_owned()).filter(|text| !text.is_empty())
    }

    pub fn yes(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    pub fn need(&mut self, name: &'static str) -> String {
        let text = self.get(name);
        if text.is_empty() {
            self.wrong(name, "chưa điền");
        }
        text.to_owned()
    }

    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        let text = self.get(name);
        if text.is_empty() {
            return None;
        }
        // A deadline may lie ahead.
        let read = parse_date(text, Date::MAX);
        if read.is_err() {
            self.wrong(name, format!("“{text}” không phải ngày; hãy ghi như 05/01/2024"));
        }
        read.ok()
    }

    /// A day that must be there; the business date where it cannot be read, so that the rest can be looked at.
    pub fn need_date(&mut self, name: &'static str) -> Date {
        if self.get(name).is_empty() {
            self.wrong(name, "chưa điền");
        }
        self.date(name).unwrap_or(self.on)
    }

    /// A day that has come.
    pub fn need_past(&mut self, name: &'static str) -> Date {
        let day = self.need_date(name);
        if day > self.on {
            self.wrong(name, format!("ngày {} chưa đến", short(day)));
        }
        day
    }

    pub fn number(&mut self, name: &'static str) -> Option<i64> {
        let text = self.get(name);
        if text.is_empty() {
            return None;
        }
        let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        let read = bare.parse::<i64>().ok().filter(|number| *number >= 0);
        if read.is_none() {
            self.wrong(name, format!("“{text}” không phải là số; chỉ viết chữ số"));
        }
        read
    }

    /// A number that must be there; zero where it cannot be read, so that the rest can be looked at.
    pub fn need_number(&mut self, name: &'static str) -> i64 {
        if self.get(name).is_empty() {
            self.wrong(name, "chưa điền");
        }
        self.number(name).unwrap_or_default()
    }

    pub fn need_count(&mut self, name: &'static str) -> usize {
        usize::try_from(self.need_number(name)).unwrap_or_default()
    }

    pub fn money(&mut self, name: &'static str) -> Option<Vnd> {
        self.number(name).map(Vnd)
    }

    /// A choice by its label or word.
    pub fn choice<T>(&mut self, name: &'static str, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.get(name);
        if text.is_empty() {
            return None;
        }
        let found = find(text);
        if found.is_none() {
            self.wrong(name, "chọn trong danh sách");
        }
        found
    }

    pub fn need_choice<T>(&mut self, name: &'static str, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if self.get(name).is_empty() {
            self.wrong(name, "chưa chọn");
        }
        self.choice(name, find)
    }

    /// What the command said no to, for the form; anything else is a page of its own.
    pub fn refused(&mut self, error: OfficeError) -> Result<(), PageError> {
        let error = match error {
            OfficeError::NotFound(what) => {
                self.whole.push(crate::error::sentence(&format!("không tìm thấy {what}")));
                return Ok(());
            }
            other => PageError::from(other),
        };
        match error.refusal() {
            Some(reason) => {
                self.whole.push(reason);
                Ok(())
            }
            None => Err(error),
        }
    }
}

/// Every kind of field, some with what is wrong with them.
pub fn sample() -> Form {
    let pair = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    let wrong = |field: Field, problem: &str| Field { problems: vec![problem.to_owned()], ..field };
    let groups = vec![
        ("Bảo trợ xã hội".to_owned(), vec![pair("a", "Trợ cấp xã hội hằng tháng")]),
        ("Người có công".to_owned(), vec![pair("b", "Trợ cấp thờ cúng liệt sĩ")]),
    ];
    let fields = vec![
        grouped("loai", "Thủ tục", groups).required().wide(),
        wrong(text("so", "Số hồ sơ").required().hint("số biên nhận của bộ phận một cửa"), "chưa điền"),
        wrong(date("ngay", "Ngày tiếp nhận").required().value("31/02/2024"), "“31/02/2024” không phải ngày"),
        number("tien", "Số tiền (đồng)").value("1.200.000"),
        yes("khan", "Khẩn cấp").value("x"),
        wrong(choice("xa", "Xã, phường", vec![pair("25708", "Phường An Hòa")]), "chưa chọn"),
        note("viec", "Nội dung").value("Vài chữ."),
    ];
    let form = Form::new("0123456789abcdef", "/ho-so/tiep-nhan", "mau", "Ghi", fields).hidden("buoc", "1");
    Form { problems: vec!["Đã có hồ sơ số này.".to_owned()], ..form }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_and_what_was_typed_stays() {
        let typed = Fields::parse("ngay=31/02/2024&so=m%C6%B0%E1%BB%9Di&ten=%22A%22");
        let mut given = Given { typed: Some(&typed), on: jiff::civil::date(2024, 3, 1), ..Given::default() };
        assert_eq!(given.need("ten"), "\"A\"");
        given.need_date("ngay");
        given.number("so");
        given.need("thieu");
        assert!(!given.is_fine());
        let fields =
            vec![text("ten", "Tên"), date("ngay", "Ngày"), number("so", "Số"), text("thieu", "Thiếu")];
        let form = Form::new("t", "/x", "a", "Ghi", fields).given(&given);
        assert_eq!(form.count(), 3);
        let html = form.render().unwrap();
        for expected in ["value=\"31/02/2024\"", "value=\"mười\"", "id=\"a-ngay\"", "&#34;A&#34;", "3 chỗ"]
        {
            assert!(html.contains(expected), "{expected}: {html}");
        }
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let typed = Fields::parse("a=1.200.000&b=-5&c=");
        let mut given = Given { typed: Some(&typed), ..Given::default() };
        assert_eq!(given.money("a"), Some(Vnd(1_200_000)));
        assert_eq!((given.number("b"), given.number("c")), (None, None));
        assert_eq!(given.problems.len(), 1);
    }
}
