"""A release as other programs read it: its places and cells as Parquet."""

import json
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as parquet

LEVELS = ("country", "municipality", "district", "neighbourhood")


def counts(release):
    return json.loads((Path(release) / "manifest.json").read_text())["counts"]


def size_mb(release, start=""):
    files = json.loads((Path(release) / "manifest.json").read_text())["files"]
    return sum(record["bytes"] for name, record in files.items() if name.startswith(start)) / 1e6


def areas(release, per_level):
    """Codes of the newest division, spread evenly over the register: the same ones in every run, by level."""
    table = parquet.read_table(Path(release) / "places.parquet", columns=["area", "level", "vintages"])
    rows = table.to_pylist()
    newest = max(vintage for row in rows for vintage in row["vintages"])
    by_level = defaultdict(list)
    for row in rows:
        if newest in row["vintages"] or row["level"] == "country":
            by_level[row["level"]].append(row["area"])
    chosen = {}
    for level in LEVELS:
        codes, wanted = by_level[level], per_level[level]
        step = max(1, len(codes) // wanted) if codes else 1
        chosen[level] = codes[::step][:wanted]
    return chosen


def cell_tables(release):
    """The tables of cells, one per indicator."""
    for path in sorted((Path(release) / "cells").glob("*.parquet")):
        yield parquet.read_table(path)
