//! Enums that are stored as words and shown in Vietnamese, and never read from lists (those are `labels`).

/// Declares an enum with a stored word and a Vietnamese label for each variant: `NAME.word()`, `NAME.label()`,
/// `NAME::from_word(text)`, `NAME::ALL`.
macro_rules! shown {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$note])* $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// As stored and exchanged.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// As shown.
            pub fn label(self) -> &'static str {
                match self { $($name::$variant => $label),+ }
            }

            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use shown;
