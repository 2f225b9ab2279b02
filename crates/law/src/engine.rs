//! One reading of a case for one month: seven tracks, each on its own day, put together (assess §5, §12, §13).

use crate::award::{Answer, Award, Missing, Note, Scheme};
use crate::calendar;
use crate::error::Point;
use crate::facts::{Case, FactKind};
use crate::ruleset::Ruleset;
use crate::social::{Given, Reader, Standing, Track};
use crate::timeline::KnownOn;
use crate::view::{TrackAnswer, View};
use crate::{LawError, Month, Vnd};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// A case with a fixed day of birth, a month and a day of knowledge.
pub struct Reading<'a> {
    rules: &'a Ruleset,
    reader: Reader<'a>,
    month: Month,
    /// The last day of the month, or the day of death; `None` if the month lies outside the life.
    read_on: Option<Date>,
    loss_days: OnceCell<Vec<Date>>,
}

/// What each track gives, or why it gives no answer.
pub type Tracks = Vec<(TrackName, Result<TrackAnswer, LawError>)>;

type MeritTrack = fn(&Reading, Date) -> Result<TrackAnswer, LawError>;

impl<'a> Reading<'a> {
    pub fn new(
        rules: &'a Ruleset,
        case: &'a Case,
        born: Date,
        month: Month,
        known_on: KnownOn,
    ) -> Reading<'a> {
        let view = View { case, born };
        let last = case.person.died.map_or(month.last_day(), |died| died.min(month.last_day()));
        let read_on = (Month::of(last) == month && born <= last).then_some(last);
        let reader = Reader { social: &rules.social, merit: &rules.merit, view, known_on };
        Reading { rules, reader, month, read_on, loss_days: OnceCell::new() }
    }

    /// The monthly awards.
    pub fn monthly(&self) -> Result<Answer, LawError> {
        let Some(read_on) = self.read_on else { return Ok(Answer::default()) };
        let mut missing = BTreeSet::new();
        let merit = self.merit(read_on, &mut missing)?;
        let today = Standing::on(self.reader.view, read_on);
        let allowance = self.social(Track::Allowance, &today)?;
        let care = self.social(Track::Care, &today)?;
        let mother_care = self.social(Track::MotherCare, &today)?;
        let pension = self.social(Track::Pension, &today)?;
        self.reader.missing(&today, &mut missing)?;
        if care.is_something() && mother_care.is_something() {
            let why = "vừa có hỗ trợ chăm sóc bản thân, vừa có hỗ trợ khi mang thai, nuôi con nhỏ";
            return Err(LawError::RuleUnknown { point: Point::CareOverlap, why: why.to_owned() });
        }
        let (allowance, pension) = self.pension_or_allowance(allowance, pension, read_on)?;
        let social = [allowance, care, mother_care, pension];
        let awards = social.into_iter().flat_map(|given| given.awards).chain(merit).collect();
        Ok(Answer { awards, missing, notes: Vec::new() })
    }

    /// Each track by itself: an error in one leaves the others alone.
    pub fn tracks(&self) -> Tracks {
        let Some(read_on) = self.read_on else { return Vec::new() };
        let today = Standing::on(self.reader.view, read_on);
        let mut tracks = Vec::with_capacity(7);
        for track in Track::ALL {
            let answer = self.social(*track, &today).and_then(|given| self.settled(given));
            tracks.push((TrackName::Social(*track), answer));
        }
        for (name, track) in MERIT_TRACKS {
            tracks.push((*name, self.merit_track(*track, read_on)));
        }
        tracks
    }

    fn settled(&self, given: Given) -> Result<TrackAnswer, LawError> {
        if given.is_partial_pension {
            return Err(partial_pension());
        }
        Ok(TrackAnswer { awards: given.awards, missing: BTreeSet::new() })
    }

    /// Tracks 5 to 7; a table that is not known goes before a rule that is not.
    fn merit(&self, read_on: Date, missing: &mut BTreeSet<Missing>) -> Result<Vec<Award>, LawError> {
        let mut awards = Vec::new();
        let mut unknown_rule = None;
        for (name, track) in MERIT_TRACKS {
            if !name.facts().iter().any(|kind| self.reader.has_fact(*kind)) {
                continue;
            }
            match self.merit_track(*track, read_on) {
                Ok(answer) => {
                    awards.extend(answer.awards);
                    missing.extend(answer.missing);
                }
                Err(error @ LawError::TablesNotPublished { .. }) => return Err(error),
                Err(error) => unknown_rule = unknown_rule.or(Some(error)),
            }
        }
        unknown_rule.map_or(Ok(awards), Err)
    }

    fn merit_track(&self, track: MeritTrack, read_on: Date) -> Result<TrackAnswer, LawError> {
        let mut answer = track(self, read_on)?;
        if !answer.awards.is_empty() {
            return Ok(answer);
        }
        for day in self.loss_days(read_on) {
            let earlier = track(self, *day)?;
            if !earlier.awards.is_empty() {
                answer.missing.extend(earlier.missing);
                answer.awards = earlier.awards;
                break;
            }
        }
        Ok(answer)
    }

    fn loss_days(&self, read_on: Date) -> &[Date] {
        let Reader { social, merit, view, .. } = &self.reader;
        self.loss_days.get_or_init(|| calendar::loss_days(social, merit, view, self.month, read_on))
    }

    /// A social track on the reading day or, if it gives nothing then, on the last earlier day on which it
    /// does.
    fn social(&self, track: Track, today: &Standing) -> Result<Given, LawError> {
        if !self.reader.may_give(track) {
            return Ok(Given::default());
        }
        let mut read_on = today.day;
        let mut given = self.reader.track(track, today, self.month)?;
        if !given.is_something() {
            for day in self.loss_days(today.day) {
                let earlier = self.reader.track(track, &self.standing(*day), self.month)?;
                if earlier.is_something() {
                    (read_on, given) = (*day, earlier);
                    break;
                }
            }
        }
        if let Some(day) = given.still_paid_on.filter(|day| read_on < *day)
            && !self.reader.track(track, &self.standing(day), Month::of(day))?.is_something()
        {
            let why = format!("mức mới có hiệu lực từ {day}, chế độ đã hết trước ngày đó");
            return Err(LawError::RuleUnknown { point: Point::EndedBeforeForce, why });
        }
        Ok(given)
    }

    fn standing(&self, day: Date) -> Standing<'a> {
        Standing::on(self.reader.view, day)
    }

    /// Social pension or monthly allowance: the higher, the allowance on a tie; an institution always wins.
    fn pension_or_allowance(
        &self,
        mut allowance: Given,
        mut pension: Given,
        read_on: Date,
    ) -> Result<(Given, Given), LawError> {
        if !pension.is_something() {
            return Ok((allowance, pension));
        }
        let institution = allowance.awards.iter().any(|award| award.terms.scheme == Scheme::Institution);
        let level = if pension.is_partial_pension && !institution {
            self.rules.social.pension_level(self.month, read_on, self.reader.known_on)?.amount
        } else {
            pension.total()
        };
        if institution || (allowance.is_something() && allowance.total() >= level) {
            pension = Given::default();
        } else if pension.is_partial_pension {
            return Err(partial_pension());
        } else {
            allowance = Given::default();
        }
        Ok((allowance, pension))
    }

    /// One-off payments whose deciding event lies in the month; only a birth date can be missing.
    pub fn one_off(&self) -> Result<Answer, LawError> {
        let Reader { merit, view, known_on, .. } = self.reader;
        let died = view.case.person.died.filter(|died| Month::of(*died) == self.month);
        let monthly =
            if died.is_some() { self.monthly().map(|answer| answer.awards) } else { Ok(Vec::new()) };
        let paid = monthly.as_deref().unwrap_or_default();
        let merit_awards = merit.one_off(&view, self.month, known_on, paid);
        let no_table = |error: &LawError| matches!(error, LawError::TablesNotPublished { .. });
        let (monthly, mut awards) = match (monthly, merit_awards) {
            (Ok(monthly), Ok(awards)) => (monthly, awards),
            (Err(error), Err(other)) if no_table(&other) && !no_table(&error) => return Err(other),
            (Err(error), _) | (_, Err(error)) => return Err(error),
        };
        let mut notes = Vec::new();
        if let Some(died) = died.filter(|died| view.born <= *died) {
            awards.extend(self.funeral(died, &monthly, &mut notes)?);
        }
        Ok(Answer { awards, missing: BTreeSet::new(), notes })
    }

    /// One funeral support for a death: the highest, the first of equal ones.
    fn funeral(
        &self,
        died: Date,
        monthly: &[Award],
        notes: &mut Vec<Note>,
    ) -> Result<Option<Award>, LawError> {
        let on = self.standing(died);
        let mut found = self.reader.funerals(&on, monthly)?;
        if on.has(FactKind::SocialInsuranceFuneral) {
            notes.push(Note::SocialInsurancePaysFuneral);
            let Some(level) = self.reader.merit.funeral_level(died, self.reader.known_on) else {
                let what = "trợ cấp mai táng của bảo hiểm xã hội".to_owned();
                return Err(LawError::TablesNotPublished { what, month: self.month });
            };
            found.retain(|award| award.amount > level);
        } else if let Some(merit) =
            self.reader.merit.funeral(&self.reader.view, monthly, self.reader.known_on)
        {
            found.insert(0, merit);
        }
        let highest = found.iter().map(|award| award.amount).max();
        Ok(found.into_iter().find(|award| Some(award.amount) == highest))
    }
}

/// The seven tracks of assess §5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TrackName {
    Social(Track),
    Merit,
    Survivors,
    Education,
}

impl TrackName {
    /// Without one of these facts the track gives nothing and misses nothing.
    fn facts(self) -> &'static [FactKind] {
        match self {
            TrackName::Social(_) => FactKind::ALL,
            TrackName::Merit => &[FactKind::MeritStatus],
            TrackName::Survivors => &[FactKind::SurvivorOf],
            TrackName::Education => &[FactKind::EducationSupport],
        }
    }
}

const MERIT_TRACKS: &[(TrackName, MeritTrack)] = &[
    (TrackName::Merit, |reading, day| {
        let Reader { merit, view, known_on, .. } = &reading.reader;
        merit.own(view, reading.month, day, *known_on)
    }),
    (TrackName::Survivors, |reading, day| {
        let Reader { merit, view, known_on, .. } = &reading.reader;
        merit.survivors(view, reading.month, day, *known_on)
    }),
    (TrackName::Education, |reading, day| {
        let Reader { merit, view, known_on, .. } = &reading.reader;
        merit.education(view, reading.month, day, *known_on)
    }),
];

fn partial_pension() -> LawError {
    let why = "lương hưu hoặc trợ cấp thấp hơn trợ cấp hưu trí xã hội".to_owned();
    LawError::RuleUnknown { point: Point::PartialPension, why }
}

impl Answer {
    /// `self` reads the last possible day of birth, `earlier` the first: where the awards differ, the smaller
    /// total is given and `born` is missing.
    pub(crate) fn or_vaguer(self, earlier: Answer) -> Answer {
        let agree = same_awards(&self.awards, &earlier.awards);
        let total = |answer: &Answer| -> Vnd { answer.total() };
        let (mut kept, other) =
            if total(&earlier) < total(&self) { (earlier, self) } else { (self, earlier) };
        kept.missing.extend(other.missing);
        if !agree {
            kept.missing.insert(Missing::Born);
        }
        kept
    }
}

/// What the exchange format shows of the awards is the same, in any order.
fn same_awards(one: &[Award], other: &[Award]) -> bool {
    let shown = |awards: &[Award]| {
        let mut keys: Vec<_> = awards
            .iter()
            .map(|award| {
                let row = matches!(award.terms.scheme, Scheme::Merit | Scheme::MeritOneOff)
                    .then(|| award.terms.class.clone());
                let terms = (award.terms.scheme, award.terms.category.clone(), award.terms.part.clone(), row);
                (terms, award.amount, award.coefficient, award.base, award.period)
            })
            .collect();
        keys.sort();
        keys
    };
    shown(one) == shown(other)
}
