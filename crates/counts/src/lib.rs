//! Raw counts: the type, and the confidential folder they are kept in.
