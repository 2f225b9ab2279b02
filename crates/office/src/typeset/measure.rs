//! How wide a text is, and how many lines it takes: so that a list can be broken into pages beforehand.

use super::world::MEASURES;

/// Ten-thousandths of a millimetre, so that widths stay whole numbers.
pub type Width = u64;

/// `millimetres` as a width.
pub const fn mm(millimetres: u64) -> Width {
    millimetres * 10_000
}

/// Width of `text` in the regular face at `size` (tenths of a point). Letters that the font lacks count as wide
/// as an `M`.
pub fn width(text: &str, size: u64) -> Width {
    let Some(font) = MEASURES.first() else { return 0 };
    let face = font.ttf();
    let wide = face.glyph_index('M').and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or_default();
    let units: u64 = text
        .chars()
        .map(|c| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(wide))
        .map(u64::from)
        .sum();
    // One point is 0.352 777 … mm: 3_527.777 of our units, here as 127/36 × 1000.
    units * size * 127 * 100 / (36 * u64::from(face.units_per_em()))
}

/// Lines that `text` takes in a column of `column` at `size`, breaking at spaces and line ends; a word wider than
/// the column is cut. At least 1.
pub fn lines(text: &str, size: u64, column: Width) -> u32 {
    text.split('\n').map(|line| lines_of_paragraph(line, size, column)).sum()
}

fn lines_of_paragraph(text: &str, size: u64, column: Width) -> u32 {
    let space = width(" ", size);
    let (mut lines, mut used) = (1u32, 0);
    for word in text.split(' ') {
        let mut word_width = width(word, size);
        if used > 0 && used + space + word_width <= column {
            used += space + word_width;
            continue;
        }
        if used > 0 {
            lines += 1;
        }
        while word_width > column && column > 0 {
            lines += 1;
            word_width -= column;
        }
        used = word_width;
    }
    lines
}
