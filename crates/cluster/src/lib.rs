//! Tabulation on several machines: scheduler, executors, and the client that sends them the same plan.
