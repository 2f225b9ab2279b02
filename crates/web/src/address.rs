//! Fields of addresses and forms: `application/x-www-form-urlencoded`.

use std::fmt::Write;

/// Name and value in the order given; a name may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    pub fn parse(text: &str) -> Fields {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        Fields(
            pairs
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decode(name), decode(value))
                })
                .collect(),
        )
    }

    /// The first value of that name, trimmed; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// The same with one field set, or left out where the value is empty: for links that change one thing.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Fields {
        let others = self.0.iter().filter(|(known, _)| known != name).cloned();
        let own = (!value.is_empty()).then(|| (name.to_owned(), value.to_owned()));
        Fields(others.chain(own).collect())
    }

    /// `?a=1&b=2`, or nothing.
    pub fn query(&self) -> String {
        let mut text = String::new();
        for (name, value) in self.0.iter().filter(|(_, value)| !value.is_empty()) {
            let mark = if text.is_empty() { '?' } else { '&' };
            let _ = write!(text, "{mark}{}={}", encode(name), encode(value));
        }
        text
    }
}

/// An address within the application: `//elsewhere` is another machine.
pub fn is_ours(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match (byte, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(value)) => {
                out.push(value);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (other, _) => out.push(*other),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_out_as_they_came_in() {
        let fields = Fields::parse("tim=Nguy%E1%BB%85n+An&xa=25681&xa=2&trang=&dau=%zz");
        assert_eq!(fields.get("tim"), "Nguyễn An");
        assert_eq!(fields.all("xa").collect::<Vec<_>>(), ["25681", "2"]);
        assert_eq!(fields.get("dau"), "%zz");
        assert_eq!(fields.with("xa", "7").query(), "?tim=Nguy%E1%BB%85n%20An&dau=%25zz&xa=7");
        assert_eq!(Fields::parse(&fields.query()[1..]).get("tim"), "Nguyễn An");
    }
}
