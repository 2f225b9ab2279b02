//! Charts as SVG from the server, each with a title, a description and its numbers in a table beside it. Lengths are
//! whole units of the drawing; classes of the style sheet give colours, so that print and screen agree.

use domain::Vnd;
use std::fmt::Write;

/// One bar of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    pub value: i64,
    /// Drawn paler behind it: last year, last month.
    pub before: Option<i64>,
}

/// A drawing with its numbers, for `chart.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    pub svg: String,
    /// Heads of the columns, that of the names first.
    pub head: Vec<String>,
    /// A name with its numbers.
    pub rows: Vec<(String, Vec<String>)>,
}

const WIDTH: i64 = 600;
const LABELS: i64 = 160;
const NUMBERS: i64 = 100;
const LINE: i64 = 26;

/// Horizontal bars, longest scale from zero; labels to the left, numbers to the right.
pub fn bars(title: &str, description: &str, bars: &[Bar]) -> String {
    let most = bars.iter().flat_map(|bar| [bar.value, bar.before.unwrap_or(0)]).max().unwrap_or(0).max(1);
    let height = LINE * i64::try_from(bars.len()).unwrap_or(0) + 6;
    let room = WIDTH - LABELS - NUMBERS;
    let length = |value: i64| scaled(value, room, most);
    let mut svg = open(title, description, height);
    for (number, bar) in (0i64..).zip(bars) {
        let top = number * LINE + 4;
        let _ = write!(
            svg,
            "<text class=\"ve-chu ve-phai\" x=\"{}\" y=\"{}\">{}</text>",
            LABELS - 8,
            top + 14,
            escape(&short(&bar.label, 28))
        );
        if let Some(before) = bar.before {
            rect(&mut svg, "ve-nhat", LABELS, top, length(before), 20);
        }
        let (inset, thick) = if bar.before.is_some() { (5, 10) } else { (1, 18) };
        rect(&mut svg, "ve-chinh", LABELS, top + inset, length(bar.value), thick);
        let after = length(bar.value).max(bar.before.map_or(0, length));
        let x = LABELS + after + 6;
        let _ = write!(svg, "<text class=\"ve-chu\" x=\"{x}\" y=\"{}\">{}</text>", top + 14, Vnd(bar.value));
    }
    svg.push_str("</svg>");
    svg
}

/// Where a value stands against its target: the bar is the value, the stroke the target, the pale bar last year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bullet {
    pub value: i64,
    pub target: i64,
    pub before: Option<i64>,
}

/// All values in one unit, such as hundredths.
pub fn bullet(title: &str, description: &str, of: Bullet) -> String {
    let Bullet { value, target, before } = of;
    let most = value.max(target).max(before.unwrap_or(0)).max(1);
    // Room beyond the longest, so that the stroke of the target is never the edge.
    let most = most + most / 8;
    let length = |value: i64| scaled(value, WIDTH, most);
    let mut svg = open(title, description, 34);
    rect(&mut svg, "ve-nen", 0, 4, WIDTH, 26);
    if let Some(before) = before {
        rect(&mut svg, "ve-phu", 0, 4, length(before), 26);
    }
    rect(&mut svg, "ve-chinh", 0, 11, length(value), 12);
    let x = length(target);
    let _ = write!(svg, "<line class=\"ve-vach\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"34\"/>");
    svg.push_str("</svg>");
    svg
}

/// Values that stand together: a month with its sums by scheme, a commune with its years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Below the column or beside the bars.
    pub label: String,
    /// As the table names it.
    pub name: String,
    /// One for each series.
    pub values: Vec<i64>,
}

fn table(first: &str, series: &[String], groups: &[Group]) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let head = std::iter::once(first.to_owned()).chain(series.iter().cloned()).collect();
    let shown = |group: &Group| group.values.iter().map(|value| Vnd(*value).to_string()).collect();
    (head, groups.iter().map(|group| (group.name.clone(), shown(group))).collect())
}

const PLOT_LEFT: i64 = 64;
const PLOT_TOP: i64 = 34;
const PLOT_HEIGHT: i64 = 220;

/// Columns side by side, the series piled up in each; the scale to the left, the series named above.
pub fn columns(title: &str, description: &str, first: &str, series: &[String], groups: &[Group]) -> Chart {
    let most = groups.iter().map(|group| group.values.iter().sum::<i64>()).max().unwrap_or(0).max(1);
    let step = step(most);
    let top = step * ((most + step - 1) / step);
    let ceiling = PLOT_TOP + legend_height(series, PLOT_LEFT);
    let floor = ceiling + PLOT_HEIGHT;
    let mut svg = open(title, description, floor + 26);
    legend(&mut svg, series, PLOT_LEFT, colour);
    let height = |value: i64| scaled(value, PLOT_HEIGHT, top);
    let mut mark = 0;
    while mark <= top {
        let y = floor - height(mark);
        let class = if mark == 0 { "ve-truc" } else { "ve-luoi" };
        let _ =
            write!(svg, "<line class=\"{class}\" x1=\"{PLOT_LEFT}\" x2=\"{WIDTH}\" y1=\"{y}\" y2=\"{y}\"/>");
        let (x, y) = (PLOT_LEFT - 6, y + 4);
        let _ = write!(svg, "<text class=\"ve-chu-nhat ve-phai\" x=\"{x}\" y=\"{y}\">{}</text>", brief(mark));
        mark += step;
    }
    let count = i64::try_from(groups.len()).unwrap_or(1).max(1);
    let room = (WIDTH - PLOT_LEFT) / count;
    let thick = (room * 7 / 10).clamp(4, 64);
    for (number, group) in (0i64..).zip(groups) {
        let x = PLOT_LEFT + number * room + (room - thick) / 2;
        let mut base = floor;
        for (at, value) in group.values.iter().enumerate() {
            let tall = height(*value);
            base -= tall;
            if tall > 0 {
                let _ = write!(
                    svg,
                    "<rect class=\"{}\" x=\"{x}\" y=\"{base}\" width=\"{thick}\" height=\"{tall}\"><title>{}</title></rect>",
                    colour(at),
                    escape(&told(&group.name, series.get(at), *value))
                );
            }
        }
        let (x, y) = (x + thick / 2, floor + 17);
        let _ =
            write!(svg, "<text class=\"ve-chu ve-giua\" x=\"{x}\" y=\"{y}\">{}</text>", escape(&group.label));
    }
    svg.push_str("</svg>");
    let (head, rows) = table(first, series, groups);
    Chart { title: title.to_owned(), svg, head, rows }
}

/// Horizontal bars in groups, one bar for each series; the last series is the strongest.
pub fn grouped(title: &str, description: &str, first: &str, series: &[String], groups: &[Group]) -> Chart {
    let most = groups.iter().flat_map(|group| group.values.iter().copied()).max().unwrap_or(0).max(1);
    let count = i64::try_from(series.len()).unwrap_or(1).max(1);
    let line = count * 11 + 12;
    let ceiling = PLOT_TOP + legend_height(series, LABELS);
    let height = ceiling + line * i64::try_from(groups.len()).unwrap_or(0);
    let room = WIDTH - LABELS - NUMBERS;
    let mut svg = open(title, description, height);
    // The newest series is the darkest.
    let shade =
        |at: usize| ["ve-s1", "ve-s2", "ve-nhat"].get(series.len() - 1 - at).copied().unwrap_or("ve-nhat");
    legend(&mut svg, series, LABELS, shade);
    for (number, group) in (0i64..).zip(groups) {
        let top = ceiling + number * line;
        let (x, y) = (LABELS - 8, top + count * 11 / 2 + 5);
        let label = escape(&short(&group.label, 28));
        let _ = write!(svg, "<text class=\"ve-chu ve-phai\" x=\"{x}\" y=\"{y}\">{label}</text>");
        for (at, value) in group.values.iter().enumerate() {
            let y = top + 11 * i64::try_from(at).unwrap_or(0);
            let wide = scaled(*value, room, most);
            rect(&mut svg, shade(at), LABELS, y, wide.max(1), 9);
            let x = LABELS + wide + 6;
            let _ =
                write!(svg, "<text class=\"ve-chu-nho\" x=\"{x}\" y=\"{}\">{}</text>", y + 8, Vnd(*value));
        }
    }
    svg.push_str("</svg>");
    let (head, rows) = table(first, series, groups);
    Chart { title: title.to_owned(), svg, head, rows }
}

/// Bars to the left and to the right of an axis, the youngest below; `groups` from the youngest, two values each.
pub fn pyramid(title: &str, description: &str, first: &str, series: &[String; 2], groups: &[Group]) -> Chart {
    const MIDDLE: i64 = 70;
    const LINE: i64 = 22;
    let most = groups.iter().flat_map(|group| group.values.iter().copied()).max().unwrap_or(0).max(1);
    let room = (WIDTH - MIDDLE) / 2 - 52;
    let height = PLOT_TOP + LINE * i64::try_from(groups.len()).unwrap_or(0);
    let (left, right) = ((WIDTH - MIDDLE) / 2, i64::midpoint(WIDTH, MIDDLE));
    let mut svg = open(title, description, height);
    let head = |svg: &mut String, class: &str, x: i64, text: &str| {
        let _ = write!(svg, "<text class=\"{class}\" x=\"{x}\" y=\"16\">{}</text>", escape(text));
    };
    head(&mut svg, "ve-dam ve-phai", left, &series[0]);
    head(&mut svg, "ve-dam ve-giua", WIDTH / 2, first);
    head(&mut svg, "ve-dam", right, &series[1]);
    for (number, group) in (0i64..).zip(groups.iter().rev()) {
        let top = PLOT_TOP + number * LINE - 6;
        let [one, other] = group.values.as_slice() else { continue };
        let (a, b) = (scaled(*one, room, most), scaled(*other, room, most));
        rect(&mut svg, "ve-s1", left - a, top, a, LINE - 4);
        rect(&mut svg, "ve-s2", right, top, b, LINE - 4);
        let y = top + 13;
        let mut text = |class: &str, x: i64, text: &str| {
            let _ = write!(svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(text));
        };
        text("ve-chu ve-giua", WIDTH / 2, &group.label);
        text("ve-chu-nho ve-phai", left - a - 6, &Vnd(*one).to_string());
        text("ve-chu-nho", right + b + 6, &Vnd(*other).to_string());
    }
    svg.push_str("</svg>");
    let (head, rows) = table(first, series, groups);
    Chart { title: title.to_owned(), svg, head, rows }
}

/// `bars` with its table.
pub fn ranked(title: &str, description: &str, heads: [&str; 2], values: &[(String, i64)]) -> Chart {
    let bar = |(label, value): &(String, i64)| Bar { label: label.clone(), value: *value, before: None };
    let all: Vec<Bar> = values.iter().map(bar).collect();
    Chart {
        title: title.to_owned(),
        svg: bars(title, description, &all),
        head: heads.map(str::to_owned).to_vec(),
        rows: values.iter().map(|(label, value)| (label.clone(), vec![Vnd(*value).to_string()])).collect(),
    }
}

/// Classes of the style sheet, one for each series.
fn colour(series: usize) -> &'static str {
    ["ve-s1", "ve-s2", "ve-s3", "ve-s4", "ve-s5"][series % 5]
}

fn told(name: &str, series: Option<&String>, value: i64) -> String {
    let series = series.map_or("", String::as_str);
    format!("{name}, {series}: {}", Vnd(value))
}

/// Where each name of a series stands: from the left, in as many lines as it takes. Letters of this size are some seven
/// units wide.
fn legend_places(series: &[String], left: i64) -> Vec<(i64, i64)> {
    let (mut x, mut y) = (left, 4);
    let mut places = Vec::with_capacity(series.len());
    for name in series {
        let width = 17 + 7 * i64::try_from(name.chars().count()).unwrap_or(0);
        if x > left && x + width > WIDTH {
            (x, y) = (left, y + 18);
        }
        places.push((x, y));
        x += width + 14;
    }
    places
}

/// Room for its lines beyond the first.
fn legend_height(series: &[String], left: i64) -> i64 {
    legend_places(series, left).last().map_or(0, |(_, y)| y - 4)
}

/// Squares with the names of the series; a single series is named by the title.
fn legend(svg: &mut String, series: &[String], left: i64, shade: impl Fn(usize) -> &'static str) {
    if series.len() < 2 {
        return;
    }
    for ((at, name), (x, y)) in series.iter().enumerate().zip(legend_places(series, left)) {
        rect(svg, shade(at), x, y, 12, 12);
        let (x, y) = (x + 17, y + 11);
        let _ = write!(svg, "<text class=\"ve-chu\" x=\"{x}\" y=\"{y}\">{}</text>", escape(name));
    }
}

/// The distance between lines of a scale with at most six of them: 1, 2 or 5 with zeros.
fn step(most: i64) -> i64 {
    let mut power = 1;
    while power * 10 * 5 < most {
        power *= 10;
    }
    [1, 2, 5, 10].into_iter().map(|factor| factor * power).find(|step| step * 6 >= most).unwrap_or(power * 10)
}

/// `7,5 tỷ`, `300 triệu`, `1.200`.
fn brief(value: i64) -> String {
    let of = |unit: i64, name: &str| {
        let tenths = value / (unit / 10);
        let rest = if tenths % 10 == 0 { String::new() } else { format!(",{}", tenths % 10) };
        format!("{}{rest} {name}", Vnd(tenths / 10))
    };
    match value {
        1_000_000_000.. => of(1_000_000_000, "tỷ"),
        1_000_000.. => of(1_000_000, "triệu"),
        _ => Vnd(value).to_string(),
    }
}

fn open(title: &str, description: &str, height: i64) -> String {
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\"><title>{}</title><desc>{}</desc>",
        escape(title),
        escape(title),
        escape(description)
    )
}

fn rect(svg: &mut String, class: &str, x: i64, y: i64, width: i64, height: i64) {
    let width = width.max(0);
    let _ =
        write!(svg, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
}

/// `value` of `most` on a scale of `room`, rounded down; sums of a country fit.
fn scaled(value: i64, room: i64, most: i64) -> i64 {
    let scaled = i128::from(value.max(0)) * i128::from(room) / i128::from(most.max(1));
    i64::try_from(scaled).unwrap_or(room)
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_round_steps_and_short_names() {
        let check = |most: i64, expected: i64| assert_eq!(step(most), expected, "{most}");
        check(1, 1);
        check(6, 1);
        check(7, 2);
        check(204, 50);
        check(7_234_586_000, 2_000_000_000);
        check(10_500_000_000, 2_000_000_000);
        assert_eq!(brief(7_500_000_000), "7,5 tỷ");
        assert_eq!(brief(300_000_000), "300 triệu");
        assert_eq!(brief(1_200), "1.200");
    }

    #[test]
    fn every_chart_has_its_table() {
        let series = ["Nam".to_owned(), "Nữ".to_owned()];
        let groups = [("60–69", 3, 5), ("70–79", 1, 4)].map(|(label, male, female)| Group {
            label: label.to_owned(),
            name: format!("{label} tuổi"),
            values: vec![male, female],
        });
        for chart in [
            columns("Cột", "", "Tuổi", &series, &groups),
            grouped("Nhóm", "", "Tuổi", &series, &groups),
            pyramid("Tháp", "", "Tuổi", &series, &groups),
        ] {
            assert_eq!(chart.head, ["Tuổi", "Nam", "Nữ"]);
            let expected = ("70–79 tuổi".to_owned(), vec!["1".to_owned(), "4".to_owned()]);
            assert_eq!(chart.rows.last(), Some(&expected), "{}", chart.title);
            assert!(chart.svg.starts_with("<svg ") && chart.svg.ends_with("</svg>"));
            assert!(chart.svg.contains("<desc>"), "{}", chart.svg);
        }
    }

    #[test]
    fn lengths_follow_the_values() {
        let bar = |label: &str, value| Bar { label: label.to_owned(), value, before: None };
        let svg = bars("Số hộ <nghèo>", "theo xã", &[bar("Phường An Hòa", 200), bar("Xã B", 50)]);
        assert!(svg.contains("width=\"340\"") && svg.contains("width=\"85\""), "{svg}");
        assert!(svg.contains("<title>Số hộ &lt;nghèo&gt;</title>"));
        let svg = bullet("Chỉ tiêu", "", Bullet { value: 3716, target: 3200, before: Some(3500) });
        assert!(svg.contains("<line") && svg.contains("x1=\"459\""), "{svg}");
        assert!(bars("Trống", "", &[]).ends_with("</svg>"));
    }
}
