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

const WIDTH: i64 = 720;
const LABELS: i64 = 190;
const NUMBERS: i64 = 110;
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
    fn lengths_follow_the_values() {
        let bar = |label: &str, value| Bar { label: label.to_owned(), value, before: None };
        let svg = bars("Số hộ <nghèo>", "theo xã", &[bar("Phường An Hòa", 200), bar("Xã B", 50)]);
        assert!(svg.contains("width=\"420\"") && svg.contains("width=\"105\""), "{svg}");
        assert!(svg.contains("<title>Số hộ &lt;nghèo&gt;</title>"));
        let svg = bullet("Chỉ tiêu", "", Bullet { value: 3716, target: 3200, before: Some(3500) });
        assert!(svg.contains("<line") && svg.contains("x1=\"551\""), "{svg}");
        assert!(bars("Trống", "", &[]).ends_with("</svg>"));
    }
}
