//! Officers and their roles.
