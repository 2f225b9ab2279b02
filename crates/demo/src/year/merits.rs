//! Decisions of the province about people with merits and their relatives.

use jiff::civil::Date;

use crate::merit::{self, EXPOSURE, IMPRISONED, MARTYR, MeritFile, WAR_INVALID};
use crate::month::{Month, ymd};
use crate::office::{Line, Office, Price};
use crate::person::{Papers, PersonId, Wanted};
use crate::rates::Level;
use crate::relatives::{Relative, survivor_line};
use crate::rng::Rng;
use crate::year::{Draft, GRANT, sign};

/// Survivors of the year's dead, late recognitions, and one sum that is not the table's.
pub fn generate(office: &mut Office) {
    let mut rng = office.rng("merits");
    widows(office, &mut rng);
    for month in 1..=12 {
        let month = Month::new(2023, month);
        imprisoned(office, &mut rng, month);
        match month.number() % 4 {
            0 => remarried(office, &mut rng, month),
            1 => exposed(office, &mut rng, month),
            2 => invalid(office, &mut rng, month),
            _ => {}
        }
    }
    misprint(office);
}

fn issue(office: &mut Office, person: PersonId, lines: Vec<Line>, from: Month, signed: Date, reason: &str) {
    office.people.all[person].reserved = true;
    let late = signed.day() > 17;
    sign(office, Draft { kind: GRANT, person, lines, from, signed, reason: reason.to_owned(), late });
}

/// Wives of invalids of 61 per cent and more who die: from the month after, decided two months later.
fn widows(office: &mut Office, rng: &mut Rng) {
    let dead: Vec<(usize, Date)> = (0..office.files.len())
        .filter(|f| {
            let file = &office.files[*f];
            matches!(file.category, WAR_INVALID | merit::SICK_SOLDIER | EXPOSURE)
                && file.kind.is_empty()
                && file.rate >= Some(61)
        })
        .filter_map(|f| Some((f, office.people.all[office.files[f].person].died?)))
        .filter(|(_, died)| died.year() == 2023 && died.month() <= 10)
        .collect();
    for (file, died) in dead {
        let husband = &office.people.all[office.files[file].person];
        let (commune, year) = (husband.commune, husband.born.year().min(1955) + 2);
        if husband.female {
            continue;
        }
        let born = office.people.day_in(year);
        let wanted = Wanted { female: true, born, commune, papers: Papers::Complete };
        let person = office.people.add(wanted);
        let signed = Month::of(died).plus(2).day(rng.between(11, 19));
        let row = match office.files[file].category {
            WAR_INVALID => "war_invalid_survivor",
            EXPOSURE => "chemical_exposure_survivor",
            _ => "sick_soldier_survivor",
        };
        relate(office, file, person, "Vợ", signed);
        let lines = vec![survivor_line(office, file, "Tuất", row)];
        issue(office, person, lines, Month::of(died).plus(1), signed, "Trợ cấp tuất hằng tháng");
    }
}

fn relate(office: &mut Office, file: usize, person: PersonId, relation: &'static str, decided: Date) {
    office.relatives.push(Relative {
        file: office.files[file].number.clone(),
        person,
        relation,
        decided,
        alone: false,
        worship: false,
        studying: false,
        added: Some(Month::of(decided)),
    });
}

fn recognised(office: &mut Office, file: MeritFile, signed: Date) -> MeritFile {
    let file = MeritFile { recognised: Some(signed), added: Some(Month::of(signed)), ..file };
    office.files.push(file.clone());
    file
}

/// Paid from the month of the decision.
fn imprisoned(office: &mut Office, rng: &mut Rng, month: Month) {
    let person = merit::veteran(office, rng, ymd(1940, 1, 1), ymd(1954, 12, 31), 300);
    let signed = month.day(rng.between(8, 16));
    let number = merit::number(office, "TĐ");
    recognised(office, MeritFile { number, person, category: IMPRISONED, ..MeritFile::default() }, signed);
    let lines = vec![Line::merit(IMPRISONED, "Trợ cấp", "imprisoned")];
    issue(office, person, lines, month, signed, "Người bị địch bắt tù, đày");
}

/// Paid from the month of the medical conclusion, some months before the decision.
fn exposed(office: &mut Office, rng: &mut Rng, month: Month) {
    let person = merit::veteran(office, rng, ymd(1945, 1, 1), ymd(1956, 12, 31), 100);
    let (signed, examined) = (month.day(14), month.plus(-3).day(9));
    let file = MeritFile {
        number: merit::number(office, "HH"),
        person,
        category: EXPOSURE,
        rate: Some(rng.between(21, 55)),
        examined: Some(examined),
        ..MeritFile::default()
    };
    let file = recognised(office, file, signed);
    issue(
        office,
        person,
        merit::exposure_lines(&file),
        Month::of(examined),
        signed,
        "Kết luận giám định y khoa",
    );
}

/// Wounds of the war recognised now: owed from July 2021.
fn invalid(office: &mut Office, rng: &mut Rng, month: Month) {
    let person = merit::veteran(office, rng, ymd(1948, 1, 1), ymd(1960, 12, 31), 0);
    let signed = month.day(18);
    let file = MeritFile {
        number: merit::number(office, "TB"),
        person,
        category: WAR_INVALID,
        rate: Some(rng.between(21, 35)),
        examined: Some(month.plus(-2).day(21)),
        injured: Some(ymd(1979, 1, 14)),
        ..MeritFile::default()
    };
    let file = recognised(office, file, signed);
    let lines = merit::war_invalid_lines(&file);
    issue(
        office,
        person,
        lines,
        Month::new(2021, 7),
        signed,
        "Công nhận thương binh, bị thương trước 01/07/2021",
    );
}

fn remarried(office: &mut Office, rng: &mut Rng, month: Month) {
    let martyrs: Vec<usize> = (0..office.files.len())
        .filter(|f| {
            let file = &office.files[*f];
            let martyr = &office.people.all[file.person];
            file.category == MARTYR
                && !martyr.female
                && (1938..1946).contains(&martyr.born.year())
                && !office.relatives.iter().any(|r| r.file == file.number)
        })
        .collect();
    let file = *rng.pick(&martyrs);
    let born = office.people.day_in(office.people.all[office.files[file].person].born.year() + 1);
    let martyr = &office.people.all[office.files[file].person];
    let wanted = Wanted { female: true, born, commune: martyr.commune, papers: Papers::Complete };
    let person = office.people.add(wanted);
    let signed = month.day(12);
    relate(office, file, person, "Vợ tái giá", signed);
    let lines = vec![Line {
        detail: "tái giá",
        ..survivor_line(office, file, "Tuất", "martyr_spouse_remarried")
    }];
    issue(office, person, lines, month, signed, "Vợ liệt sĩ tái giá");
}

/// The last decision of October says a sum that no table has; it is paid as written.
fn misprint(office: &mut Office) {
    let wrong_by = office.rates.amount("misprint", Level::Since2023July);
    let october =
        |d: &crate::year::Decision| !d.written.is_empty() && Month::of(d.signed) == Month::new(2023, 10);
    let Some(decision) = office.decisions.iter_mut().rfind(|d| october(d)) else { return };
    decision.written[0] += wrong_by;
    let (person, written) = (decision.person, decision.written[0]);
    if let Some(arrears) = decision.arrears.as_mut() {
        *arrears += wrong_by;
    }
    let enrolment = office.enrolments.iter_mut().find(|e| e.person == person);
    if let Some(line) = enrolment.and_then(|e| e.steps.first_mut()).and_then(|s| s.lines.first_mut()) {
        line.price = Price::Fixed(written);
    }
}
