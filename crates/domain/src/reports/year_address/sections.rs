//! What the speech says of each field of work, as text with its figures. Sentences are ours; figures are the books'.

use super::{Section, Speech};
use crate::reports::document::Block;

impl Speech<'_> {
    pub(super) fn labour(&self) -> Section {
        self.section(
            "Về lao động, việc làm và đào tạo nghề",
            &[
                "Ngay từ đầu năm, {labour.plan} kế hoạch về lao động, việc làm và đào tạo nghề được tham mưu ban hành, \
                làm căn cứ giao chỉ tiêu cho từng xã, phường và theo dõi hằng tháng.",
                "Trong năm đã tạo việc làm tăng thêm cho {labour.jobs_created} lao động[ (chỉ tiêu Nghị quyết \
                {labour.jobs_created@target} lao động)][, đạt {labour.jobs_created.ratio} kế hoạch][; trong đó \
                {labour.jobs_created.enterprise} người vào làm tại các doanh nghiệp][, {labour.jobs_created.loan} người \
                được vay vốn giải quyết việc làm][, {labour.jobs_created.abroad} người đi làm việc ở nước ngoài theo hợp \
                đồng].",
            ],
            &[
                "Quan hệ lao động: tiếp nhận {labour.disputes} vụ tranh chấp lao động cá nhân và tập thể[, giải quyết \
                xong {labour.disputes.settled} vụ][, trong đó {labour.disputes.settled_in_time} vụ đúng thời hạn luật \
                định].",
                "Thi hành pháp luật lao động: kế hoạch kiểm tra trong năm có {labour.inspection.planned} doanh nghiệp[, đã \
                thực hiện {labour.inspection} cuộc kiểm tra][; {labour.inspection.remedied} vi phạm, thiếu sót đã được khắc \
                phục].",
                "Đào tạo nghề cho lao động nông thôn: mở {training.classes} lớp với {training.learners} học viên[; \
                {training.employed_after} học viên đã có việc làm sau khóa học][; ghi nhận {training.problems} vướng \
                mắc phát sinh][, đã giải quyết {training.problems.solved}].",
                "Cung - cầu lao động: thu {labour.supply.collected} phiếu điều tra cung lao động, đã nhập \
                {labour.supply.entered} phiếu[ ({labour.supply_demand})].",
                "Lễ hưởng ứng Tháng hành động về an toàn, vệ sinh lao động và Tháng công nhân thu hút \
                {labour.osh_month~} người tham dự.",
            ],
            &[],
        )
    }

    pub(super) fn payments(&self) -> Section {
        self.section(
            "Về chăm lo người có công và chi trả trợ cấp hằng tháng",
            &[
                "Chi trả trợ cấp hằng tháng là việc gắn trực tiếp với đời sống của người thụ hưởng, chậm một ngày là bà \
                con mong một ngày. Trong năm có {merit.regimes.due} suất chế độ ưu đãi người có công đến hạn, \
                {merit.regimes} được chi đầy đủ và đúng hạn[; {merit.worship.martyrs} liệt sĩ được chi trợ cấp thờ cúng].",
            ],
            &[
                "Đối với người có công với cách mạng và thân nhân: có {merit.monthly.beneficiaries~} người được chi trả \
                trợ cấp ưu đãi hằng tháng[, số tiền {merit.monthly.amount~} mỗi tháng][; tổng kinh phí các kỳ đã chi \
                trong năm là {merit.year.amount~}].",
                "Đối với các nhóm cần trợ giúp xã hội: có {assistance.monthly.beneficiaries~} người được chi trả trợ cấp \
                xã hội thường xuyên[, số tiền {assistance.monthly.amount~} mỗi tháng][; tổng kinh phí các kỳ đã chi trong \
                năm là {assistance.year.amount~}].",
                "Phối hợp với cơ quan quân sự tìm kiếm, quy tập được {merit.remains} hài cốt liệt sĩ về nghĩa trang liệt \
                sĩ.",
            ],
            &["Trước khi chuyển cho đơn vị chi trả, danh sách mỗi kỳ được đối chiếu với quyết định hưởng, với mức chuẩn \
              đang có hiệu lực và với biến động do cơ sở báo về. Khoản nào người dân chưa kịp nhận thì theo dõi riêng và \
              chuyển nguyên vẹn sang kỳ sau."],
        )
    }

    pub(super) fn children(&self) -> Section {
        self.section(
            "Về bảo vệ, chăm sóc trẻ em và bình đẳng giới",
            &[
                "Cùng các ban, ngành, đoàn thể tổ chức {children.outreach} hoạt động tuyên truyền về bảo vệ, chăm sóc trẻ \
                em, bình đẳng giới và vì sự tiến bộ của phụ nữ.",
            ],
            &[
                "Lễ phát động Tháng hành động vì trẻ em có {children.action_month.children~} trẻ em tham dự[; trao \
                {children.action_month.gifts} suất quà][, tổng trị giá {children.action_month.amount~}].",
                "Dịp Trung thu, {children.mid_autumn.children} trẻ em được vui Đêm hội trăng rằm và nhận quà, lồng đèn[; \
                ngân sách thị xã chi {children.mid_autumn.town}][, ngân sách xã, phường chi \
                {children.mid_autumn.communes}][, các xã, phường vận động {children.mid_autumn.mobilised}].",
                "Đang theo dõi {children.special_circumstances} trẻ em có hoàn cảnh đặc biệt[, trong đó \
                {children.supported} em đã được hỗ trợ].",
                "Nữ chiếm {children.gender.women_leaders.rate} số lãnh đạo chủ chốt của các cơ quan, xã, phường.",
            ],
            &[],
        )
    }

    pub(super) fn campaigns(&self) -> Section {
        self.section(
            "Về an sinh xã hội và chăm lo Tết",
            &[
                "Với tinh thần không để ai không có Tết, {tet.gifts} suất quà đã đến tay người có công, hộ nghèo, hộ cận \
                nghèo, đối tượng bảo trợ xã hội, người lao động khó khăn và trẻ em[; {tet.meetings.people} lượt người \
                thuộc gia đình chính sách dự họp mặt]. Tổng kinh phí chăm lo Tết là {tet.amount}[, trong đó nguồn vận động \
                {tet.amount.mobilised~}].",
                "Nhân kỷ niệm Ngày Thương binh - Liệt sĩ 27/7, trao {campaigns.july.gifts} suất quà[, kinh phí \
                {campaigns.july.amount~}].",
            ],
            &[],
            &[],
        )
    }

    pub(super) fn registry(&self) -> Section {
        self.section(
            "Về quản lý hồ sơ và phong trào đền ơn đáp nghĩa",
            &[
                "Toàn {area} hiện quản lý hồ sơ của {registry.merit~} người có công và thân nhân[; trong đó có \
                {registry.martyrs} liệt sĩ đã anh dũng hy sinh][, {registry.heroes} Anh hùng Lực lượng vũ trang nhân dân \
                được phong tặng, truy tặng][, {registry.heroic_mothers} Bà mẹ Việt Nam anh hùng][ (đến nay còn \
                {registry.heroic_mothers.living} mẹ còn sống)].",
                "Phong trào đền ơn đáp nghĩa tiếp tục được toàn xã hội chung tay với {movements} việc làm cụ thể[: \
                xây mới {movements.houses.built} nhà tình nghĩa][, sửa chữa {movements.houses.repaired} nhà][, phụng dưỡng \
                suốt đời {movements.mothers_cared} mẹ][, {movements.graves_cared} lượt phần mộ, nghĩa trang liệt sĩ được \
                chăm sóc][; Quỹ Đền ơn đáp nghĩa nhận đóng góp {movements.fund.received~}].",
            ],
            &[],
            &["Sau mỗi hồ sơ là một phần máu xương và tuổi trẻ của người đi trước. Vì vậy, giữ gìn hồ sơ cho đầy đủ, \
              giải quyết chế độ cho kịp thời và đến tận nhà thăm hỏi là cách chúng tôi tỏ lòng biết ơn một cách thiết \
              thực nhất."],
        )
    }

    pub(super) fn tasks(&self) -> Section {
        self.section(
            "Về thực hiện nhiệm vụ được giao",
            &["Các ý kiến chỉ đạo của Thị ủy, Ủy ban nhân dân và ngành cấp trên được chuyển thành {tasks} nhiệm vụ có \
              người chịu trách nhiệm và thời hạn cụ thể[; đã hoàn thành {tasks.done} nhiệm vụ][, {tasks.on_time.ratio} \
              đúng hạn][; còn {tasks.late} nhiệm vụ quá hạn đang được đôn đốc]."],
            &[],
            &[],
        )
    }

    /// A section stands if any of its figures is known; what closes it says nothing of its own.
    fn section(&self, title: &'static str, opening: &[&str], items: &[&str], closing: &[&str]) -> Section {
        let mut blocks: Vec<Block> = self.paragraphs(opening);
        blocks.extend(self.items(items));
        if blocks.is_empty() {
            return None;
        }
        blocks.extend(self.paragraphs(closing));
        Some((title, blocks))
    }
}
