//! From raw counts to counts that may be published.
