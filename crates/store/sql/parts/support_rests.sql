-- Of each total of support in the period what no named row of its place, source and kind covers; may be less than nothing.
support_rests as (
    select paper_totals.id, paper_totals.paper, paper_totals.unit_id,
        paper_totals.quantity - cast(count(named.id) as bigint) as quantity,
        coalesce(paper_totals.amount, 0) - cast(coalesce(sum(named.value), 0) as bigint) as amount
    from asked join paper_totals on paper_totals.office_id = asked.office_id
            and paper_totals.book = 'poverty_support' and paper_totals.voided_entry is null
            and paper_totals.on_date >= asked.from_date and paper_totals.on_date < asked.until_date
        left join poverty_supports named on named.office_id = asked.office_id and named.voided_entry is null
            and substr(named.on_date, 1, 4) = paper_totals.subject
            and (paper_totals.unit_id is null or named.unit_id = paper_totals.unit_id)
            and (paper_totals.source = '' or paper_totals.source = case named.source
                    when 'programme' then 'Chương trình mục tiêu quốc gia'
                    when 'local_budget' then 'Ngân sách địa phương'
                    when 'social_bank' then 'Ngân hàng Chính sách xã hội'
                    when 'fund_for_the_poor' then 'Quỹ Vì người nghèo'
                    when 'unions' then 'Hội, đoàn thể'
                    when 'enterprise' then 'Doanh nghiệp'
                    when 'community' then 'Cộng đồng'
                end)
            and paper_totals.recipient_group = case named.kind
                    when 'capital' then 'Vốn'
                    when 'seed' then 'Cây, con giống'
                    when 'labour_days' then 'Ngày công'
                    when 'house' then 'Xây nhà'
                    when 'house_repair' then 'Sửa nhà'
                    when 'tools' then 'Công cụ, phương tiện'
                    when 'training' then 'Đào tạo nghề'
                    when 'job' then 'Việc làm'
                    when 'health_card' then 'Bảo hiểm y tế'
                    when 'school' then 'Học tập'
                    when 'electricity' then 'Tiền điện'
                    when 'other' then 'Khác'
                end
    group by paper_totals.id, paper_totals.paper, paper_totals.unit_id, paper_totals.quantity,
        paper_totals.amount
)
