"""The peer: the same cells in SQLite with a fitting index, behind Datasette."""

import json
import sqlite3
import sys
import time
from pathlib import Path

from .release_files import cell_tables

# One query answers a profile; the table is stored in the order in which that query reads it.
PROFILE = "select * from cells where area = :area order by indicator, period, vintage, category"
KEY = "area, indicator, period, vintage, category"


def load(release, database):
    """Puts every cell of a release in a table whose key begins with the area; gives rows and seconds."""
    database = Path(database)
    database.unlink(missing_ok=True)
    began, rows, connection = time.perf_counter(), 0, sqlite3.connect(database)
    names = None
    for table in cell_tables(release):
        if names is None:
            names = table.column_names
            connection.execute(f"create table cells ({', '.join(names)}, primary key ({KEY})) without rowid")
        columns = [table.column(name).to_pylist() for name in names]
        connection.executemany(f"insert into cells values ({', '.join('?' * len(names))})", zip(*columns, strict=True))
        rows += table.num_rows
    connection.commit()
    connection.execute("vacuum")
    connection.execute("analyze")
    connection.close()
    return {"rows": rows, "seconds": time.perf_counter() - began, "mb": database.stat().st_size / 1e6}


def command(database, port, folder):
    """How Datasette is started: the database read-only, the profile as a named query, no page limit below a profile."""
    metadata = Path(folder) / "datasette.json"
    metadata.write_text(json.dumps({"databases": {"cells": {"queries": {"profile": {"sql": PROFILE}}}}}))
    return [
        sys.executable, "-m", "datasette", "serve", "--immutable", str(database), "--host", "127.0.0.1",
        "--port", str(port), "--metadata", str(metadata), "--setting", "max_returned_rows", "100000",
        "--setting", "sql_time_limit_ms", "10000",
    ]  # fmt: skip


def address(code):
    return f"/cells/profile.json?area={code}&_shape=array"


def by_itself(database, codes, times=5_000):
    """The query without a server, from Python's own sqlite3: rows alone, and as JSON; microseconds."""
    connection = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row

    def rows(code):
        return connection.execute(PROFILE, {"area": code}).fetchall()

    def as_json(code):
        return json.dumps([dict(row) for row in rows(code)])

    result = {}
    for name, ask in (("cells_us", rows), ("json_us", as_json)):
        taken = []
        for number in range(times):
            began = time.perf_counter()
            ask(codes[number % len(codes)])
            taken.append(time.perf_counter() - began)
        taken.sort()
        result[name] = {"p50": taken[times // 2] * 1e6, "p99": taken[times * 99 // 100] * 1e6}
    connection.close()
    return result


def key(row):
    return tuple(row[name] for name in KEY.split(", "))


def same(ours, theirs):
    """Stops unless two answers to the profile query hold the same rows."""
    ours, theirs = sorted(ours, key=key), sorted(theirs, key=key)
    if ours != theirs:
        odd = next(((a, b) for a, b in zip(ours, theirs, strict=False) if a != b), (len(ours), len(theirs)))
        raise SystemExit(f"the peer answers something else: {odd[0]} against {odd[1]}")
    if not ours:
        raise SystemExit("the profile query gave no rows: nothing was compared")
