//! Events of every field of work: launches, action months, outreach, conferences, job fairs, meetings; who came.
//!
//! Attendance is a list of names, a total of a paper (`paper_totals`, subject = code of the event), or both: the
//! names fill the total.

use crate::ids::{PersonId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Vnd;

worded!(
    /// What kind of event it was. A register that wants another kind adds a word and a label here.
    EventKind {
        OshMonth = "osh_month",
        WorkersMonth = "workers_month",
        JobFair = "job_fair",
        LabourOutreach = "labour_outreach",
        VocationalOutreach = "vocational_outreach",
        ChildrenMonth = "children_month",
        MidAutumnNight = "mid_autumn_night",
        ChildProtectionOutreach = "child_protection_outreach",
        GenderOutreach = "gender_outreach",
        GenderMonth = "gender_month",
        PovertyOutreach = "poverty_outreach",
        MeritCeremony = "merit_ceremony",
        TetMeeting = "tet_meeting",
        Visit = "visit",
        Conference = "conference",
        TrainingCourse = "training_course",
        Meeting = "meeting",
        Other = "other",
    }
);

labelled!(EventKind {
    OshMonth = "Tháng hành động về an toàn, vệ sinh lao động"
        | "Phát động Tháng hành động về an toàn, vệ sinh lao động"
        | "Tháng hành động về an toàn, vệ sinh lao động và Tháng công nhân",
    WorkersMonth = "Tháng công nhân",
    JobFair = "Ngày hội việc làm" | "Sàn giao dịch việc làm" | "Phiên giao dịch việc làm",
    LabourOutreach = "Tuyên truyền pháp luật lao động",
    VocationalOutreach = "Tư vấn học nghề, việc làm",
    ChildrenMonth = "Tháng hành động vì trẻ em" | "Phát động Tháng hành động vì trẻ em",
    MidAutumnNight = "Đêm hội Trung thu" | "Tết Trung thu",
    ChildProtectionOutreach = "Tuyên truyền bảo vệ, chăm sóc trẻ em" | "Tuyên truyền bảo vệ trẻ em",
    GenderOutreach = "Tuyên truyền bình đẳng giới"
        | "Tuyên truyền bình đẳng giới và vì sự tiến bộ của phụ nữ",
    GenderMonth = "Tháng hành động vì bình đẳng giới",
    PovertyOutreach = "Tuyên truyền giảm nghèo",
    MeritCeremony = "Lễ tri ân người có công" | "Lễ viếng nghĩa trang liệt sĩ",
    TetMeeting = "Họp mặt Tết",
    Visit = "Thăm hỏi, tặng quà",
    Conference = "Hội nghị",
    TrainingCourse = "Tập huấn",
    Meeting = "Cuộc họp" | "Họp",
    Other = "Khác",
});

worded!(
    /// Whose event it was.
    EventField {
        Labour = "labour",
        Training = "training",
        Merit = "merit",
        Poverty = "poverty",
        Assistance = "assistance",
        Children = "children",
        Gender = "gender",
        General = "general",
    }
);

labelled!(EventField {
    Labour = "Lao động - việc làm" | "Lao động",
    Training = "Đào tạo nghề",
    Merit = "Người có công",
    Poverty = "Giảm nghèo",
    Assistance = "Bảo trợ xã hội",
    Children = "Trẻ em",
    Gender = "Bình đẳng giới",
    General = "Chung",
});

/// One event. Its code is its key; lists and totals of attendance name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub code: String,
    pub kind: EventKind,
    pub field: EventField,
    pub title: String,
    /// Number and date of the plan or letter under which it was held.
    pub plan: Option<String>,
    pub held_on: Date,
    /// Last day, where it lasted longer than one.
    pub ended_on: Option<Date>,
    pub place: Option<String>,
    /// `None`: held for the whole office.
    pub unit: Option<UnitId>,
    pub organiser: Option<String>,
    /// Enterprises and other bodies that took part.
    pub bodies: Option<i64>,
    pub leaflets: Option<i64>,
    pub cost: Option<Vnd>,
    pub note: Option<String>,
}

worded!(
    /// As what somebody was there; the book of totals of the same people stands beside it.
    AttendeeKind {
        Attendee = "event_attendance",
        Child = "event_children",
    }
);

labelled!(AttendeeKind { Attendee = "Người tham dự", Child = "Trẻ em" });

/// Somebody who is known by name to have been at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventAttendee {
    /// Code of the event.
    pub event: String,
    pub person: PersonId,
    pub kind: AttendeeKind,
    /// Commune of which the person came; a total of that commune is filled by the name.
    pub unit: Option<UnitId>,
    /// Group as totals of the event name it; may be empty.
    pub group: String,
}

impl EventField {
    /// The field that holds events of a kind, where a list does not say.
    pub fn of(kind: EventKind) -> EventField {
        match kind {
            EventKind::OshMonth
            | EventKind::WorkersMonth
            | EventKind::JobFair
            | EventKind::LabourOutreach => EventField::Labour,
            EventKind::VocationalOutreach => EventField::Training,
            EventKind::ChildrenMonth | EventKind::MidAutumnNight | EventKind::ChildProtectionOutreach => {
                EventField::Children
            }
            EventKind::GenderOutreach | EventKind::GenderMonth => EventField::Gender,
            EventKind::PovertyOutreach => EventField::Poverty,
            EventKind::MeritCeremony => EventField::Merit,
            EventKind::TetMeeting
            | EventKind::Visit
            | EventKind::Conference
            | EventKind::TrainingCourse
            | EventKind::Meeting
            | EventKind::Other => EventField::General,
        }
    }
}
