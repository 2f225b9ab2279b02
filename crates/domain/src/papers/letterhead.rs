//! Who writes: the head of every paper and those who sign at its foot (NĐ 30/2020, Annex I).

/// The office as it stood on the day of the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// Empty where the body that signs has none above it.
    pub superior: String,
    pub office: String,
    /// Where it is signed: `Trảng Bàng`.
    pub place: String,
    /// Behind the number: `LĐTBXH`.
    pub symbol: String,
    pub head: Signer,
}

impl Letterhead {
    /// The office as it stands under its superior, whose place is not said again: `Phòng Lao động` under `Ủy ban nhân
    /// dân thị xã Trảng Bàng`.
    pub fn office_below(&self) -> String {
        let (own, above): (Vec<&str>, Vec<&str>) =
            (self.office.split(' ').collect(), self.superior.split(' ').collect());
        let shared = own.iter().rev().zip(above.iter().rev()).take_while(|(a, b)| a == b).count();
        if shared == own.len() { self.office.clone() } else { own[..own.len() - shared].join(" ") }
    }
}

/// A place to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// As printed, `TRƯỞNG PHÒNG`, `KẾ TOÁN`.
    pub title: String,
    /// Empty: the name is written by hand.
    pub name: String,
}

impl Signer {
    pub fn new(title: &str, name: &str) -> Signer {
        Signer { title: title.to_owned(), name: name.to_owned() }
    }
}
