-- Worth of the support of the period, in đồng; support without a value counts nothing.
select 'support' as kind, poverty_supports.id as id,
    households.code || coalesce(' - ' || (
        select person_records.full_name
        from household_members join person_records on person_records.person_id = household_members.person_id
        where household_members.household_id = households.id and household_members.is_head = 1
            and household_members.voided_entry is null and person_records.voided_entry is null
        order by household_members.from_date desc, household_members.id desc
        limit 1
    ), '') as label,
    poverty_supports.unit_id as unit_id, poverty_supports.value as quantity
from asked join poverty_supports on poverty_supports.office_id = asked.office_id
        and poverty_supports.voided_entry is null
        and poverty_supports.on_date >= asked.from_date and poverty_supports.on_date < asked.until_date
    join households on households.id = poverty_supports.household_id
where poverty_supports.value is not null
union all
select 'total', rest.id, rest.paper, rest.unit_id, rest.amount
from (
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
) rest where rest.amount > 0
