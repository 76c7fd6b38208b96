"""Measures Wijkmonitor on the machine it runs on, with a peer beside it, and writes the tables of `benches/README.md`.

Flows in: the optimised program, a cache of tables. Flows out: tables and `results.json`. Knows the commands, the pages
and the files of a release as any user does, nothing of how they work.

Run as `cargo xtask bench`, which builds and installs what is needed first.
"""
