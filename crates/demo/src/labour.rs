//! Workers of the town: those of the supply survey, of whom some found a job in the year and some learned a trade.

use jiff::civil::Date;

use crate::month::{Month, ymd};
use crate::office::Office;
use crate::person::{Papers, PersonId, Wanted};
use crate::places::COMMUNES;
use crate::rng::Rng;
use crate::targets::{CHANNELS, CLASS_SIZES, FORMS_NAMED};

/// How the job was found; an index into [`CHANNELS`].
pub type Channel = usize;

/// The channels of which the office has lists: employers of six communes, loans, contracts abroad, learners.
pub const ENTERPRISE: Channel = 0;
pub const LOAN: Channel = 2;
pub const ABROAD: Channel = 3;
pub const AFTER_TRAINING: Channel = 5;

/// Communes (the first ones) that send names of those whom enterprises took on.
pub const COMMUNES_WITH_NAMES: usize = 6;
const ENTERPRISE_NAMED: usize = 640;

/// What somebody of the survey does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    Wage,
    Own,
    Family,
    Unemployed,
    Studying,
    Housework,
    Retired,
}

pub struct Worker {
    pub person: PersonId,
    pub activity: Activity,
    /// Index into the levels of qualification.
    pub qualification: usize,
}

pub struct Job {
    pub person: PersonId,
    pub channel: Channel,
    pub started: Date,
}

pub struct Learner {
    pub person: PersonId,
    pub class: usize,
    /// Index into the groups of `books::training`.
    pub group: usize,
    pub distance: i64,
    pub absent: i64,
    pub has_job: bool,
}

#[derive(Default)]
pub struct Labour {
    pub workers: Vec<Worker>,
    pub jobs: Vec<Job>,
    pub learners: Vec<Learner>,
    /// Representatives at the launch of the action month for occupational safety.
    pub guests: Vec<PersonId>,
}

/// Makes the workers: some members of the listed households, the others new.
pub fn generate(office: &mut Office) {
    let mut rng = office.rng("labour");
    let mut people = members(office);
    rng.shuffle(&mut people);
    people.truncate(300);
    while people.len() < FORMS_NAMED {
        let female = rng.chance(505);
        let born = office.people.born_between(ymd(1961, 1, 1), ymd(2006, 12, 30));
        let commune = office.people.commune();
        people.push(office.people.add(Wanted { female, born, commune, papers: Papers::Complete }));
    }
    rng.shuffle(&mut people);
    let learners = learners(office, &mut rng, &people);
    let jobs = jobs(office, &mut rng, &people, &learners);
    let workers = people.iter().map(|person| worker(office, &mut rng, *person)).collect();
    let guests = people.iter().rev().take(46).copied().collect();
    office.labour = Labour { workers, jobs, learners, guests };
}

/// People of working age of the poor and near-poor households.
fn members(office: &Office) -> Vec<PersonId> {
    let all = office.households.iter().flat_map(|household| &household.members).map(|(person, _)| *person);
    let works = |person: &PersonId| {
        let who = &office.people.all[*person];
        let age = who.age_on(ymd(2023, 7, 1));
        (18..=58).contains(&age) && who.died.is_none() && !who.reserved && !who.citizen.is_empty()
    };
    let mut found: Vec<PersonId> = all.filter(works).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn worker(office: &Office, rng: &mut Rng, person: PersonId) -> Worker {
    let age = office.people.all[person].age_on(ymd(2023, 7, 1));
    let activity = match age {
        ..=19 => {
            *rng.weighted(&[(Activity::Studying, 720), (Activity::Wage, 200), (Activity::Unemployed, 80)])
        }
        56.. => *rng.weighted(&[(Activity::Own, 450), (Activity::Retired, 300), (Activity::Housework, 250)]),
        _ => *rng.weighted(&[
            (Activity::Wage, 610),
            (Activity::Own, 180),
            (Activity::Family, 90),
            (Activity::Unemployed, 25),
            (Activity::Housework, 95),
        ]),
    };
    let levels = [(0, 620), (1, 120), (2, 60), (3, 60), (4, 50), (5, 40), (6, 48), (7, 2)];
    let qualification = if age < 20 { 0 } else { *rng.weighted(&levels) };
    Worker { person, activity, qualification }
}

/// The first people of the shuffled list learn.
fn learners(office: &Office, rng: &mut Rng, people: &[PersonId]) -> Vec<Learner> {
    let mut adults = people
        .iter()
        .copied()
        .filter(|person| (18..=55).contains(&office.people.all[*person].age_on(ymd(2023, 2, 1))));
    let mut found = Vec::new();
    for (class, size) in CLASS_SIZES.iter().enumerate() {
        for person in adults.by_ref().take(*size) {
            let listed = office.people.all[person].listed;
            let group = if listed { 2 } else { *rng.weighted(&[(0, 40), (2, 160), (3, 140), (4, 660)]) };
            let (distance, absent) = (rng.between(1, 19), rng.between(0, 2));
            found.push(Learner { person, class, group, distance, absent, has_job: false });
        }
    }
    let with_job = CHANNELS[AFTER_TRAINING].1;
    found.iter_mut().take(usize::try_from(with_job).unwrap_or(0)).for_each(|learner| learner.has_job = true);
    found
}

fn jobs(office: &Office, rng: &mut Rng, people: &[PersonId], learners: &[Learner]) -> Vec<Job> {
    let mut jobs: Vec<Job> = learners
        .iter()
        .filter(|learner| learner.has_job)
        .map(|learner| Job { person: learner.person, channel: AFTER_TRAINING, started: ymd(2023, 11, 6) })
        .collect();
    let taken: Vec<PersonId> = learners.iter().map(|learner| learner.person).collect();
    let grown = |person: &PersonId| {
        (18..=55).contains(&office.people.all[*person].age_on(ymd(2023, 1, 1))) && !taken.contains(person)
    };
    let mut left: Vec<PersonId> = people.iter().copied().filter(grown).collect();
    let day = |rng: &mut Rng| {
        Month::new(2023, i32::try_from(rng.between(1, 11)).unwrap_or(1)).day(rng.between(1, 28))
    };
    for channel in [ABROAD, LOAN] {
        for _ in 0..CHANNELS[channel].1 {
            if let Some(person) = left.pop() {
                jobs.push(Job { person, channel, started: day(rng) });
            }
        }
    }
    left.retain(|person| office.people.all[*person].commune < COMMUNES_WITH_NAMES);
    for person in left.into_iter().take(ENTERPRISE_NAMED) {
        jobs.push(Job { person, channel: ENTERPRISE, started: day(rng) });
    }
    jobs
}

/// A total split by the shares of the communes; the last takes the rest.
pub fn split(total: i64) -> Vec<i64> {
    let mut left = total;
    let mut shares = Vec::new();
    for (n, commune) in COMMUNES.iter().enumerate() {
        let share = if n + 1 == COMMUNES.len() { left } else { (total * commune.weight).div_euclid(100) };
        left -= share;
        shares.push(share);
    }
    shares
}
