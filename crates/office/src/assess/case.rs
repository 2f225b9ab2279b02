//! A line of input to a case, checked in the order of `docs/assess.md` §3.

use super::Refusal;
use super::fact;
use super::field::{Vocabulary, bad_date, date, date_of, missing, number, only, text, wrong};
use super::json::{Json, Object};
use law::facts::{Born, Person, Sex};
use law::{Case, Month, check_case};

/// A line that is a JSON object.
pub struct Line<'a>(Object<'a>);

impl<'a> Line<'a> {
    pub fn read(line: &'a [u8]) -> Result<Line<'a>, Refusal> {
        let broken = || Refusal::new("invalid_json", "dòng không phải là một đối tượng JSON");
        let text = std::str::from_utf8(line).map_err(|_| broken())?;
        match serde_json::from_str(text) {
            Ok(Json::Object(object)) => Ok(Line(object)),
            _ => Err(broken()),
        }
    }

    /// Text or number, as it was written.
    pub fn id(&self) -> Option<&Json<'a>> {
        self.0.get("id").filter(|id| matches!(id, Json::Text(_) | Json::Whole(_) | Json::Number(_)))
    }

    pub fn check_id(&self) -> Result<(), Refusal> {
        match self.0.raw("id") {
            None => Err(missing("id")),
            Some(Json::Null) => Err(Refusal::new("invalid_json", "id là null")),
            Some(Json::Text(_) | Json::Whole(_) | Json::Number(_)) => Ok(()),
            Some(Json::Flag(_) | Json::List(_) | Json::Object(_)) => Err(wrong("id")),
        }
    }

    /// Everything but `id` and the month.
    pub fn case(&self, vocabulary: &Vocabulary) -> Result<Case, Refusal> {
        only(&self.0, &["id", "person", "facts"])?;
        let person = match self.0.get("person") {
            None => return Err(missing("person")),
            Some(Json::Object(person)) => read_person(person)?,
            Some(_) => return Err(wrong("person")),
        };
        let facts = match self.0.get("facts") {
            None => return Err(missing("facts")),
            Some(Json::List(facts)) if facts.len() <= Case::MOST_FACTS => facts,
            Some(_) => return Err(wrong("facts")),
        };
        let facts = facts.iter().map(|fact| fact::read(fact, vocabulary)).collect::<Result<_, Refusal>>()?;
        let case = Case { person, facts };
        check_case(&case).map_err(|error| Refusal::new("contradictory_facts", error.to_string()))?;
        Ok(case)
    }
}

fn read_person(person: &Object) -> Result<Person, Refusal> {
    only(person, &["born", "sex", "died"])?;
    let required = |name| person.get(name).ok_or_else(|| missing(name));
    let (born_field, sex_field) = (required("born")?, required("sex")?);
    let born = born(text(born_field, "born")?).ok_or_else(|| bad_date("born"))?;
    let sex = match text(sex_field, "sex")? {
        "male" => Sex::Male,
        "female" => Sex::Female,
        _ => return Err(wrong("sex")),
    };
    let died = person.get("died").map(|died| date_of(died, "died")).transpose()?;
    Ok(Person { born, sex, died })
}

fn born(text: &str) -> Option<Born> {
    match text.len() {
        10 => date(text).map(Born::Day),
        7 => Month::parse(text).map(Born::Month),
        4 => number(text).filter(|year| *year > 0).map(Born::Year),
        _ => None,
    }
}
