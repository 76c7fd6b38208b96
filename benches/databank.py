"""Tables out of the databank, with Datasette on SQLite and DuckDB behind a thin HTTP server beside it.

    cargo build --release
    target/bench/venv/bin/python benches/databank.py target/release/wijkmonitor RELEASE [--rounds 60] [--only ours,duckdb]

RELEASE is that of the Netherlands. Everything runs on this machine in one run, one contender after the other. The questions
are the same cells for all, and the answers are compared before anything is timed: a difference ends the run.

- `table`: 5 indicators × 100 neighbourhoods × up to 3 years (1,500 cells);
- `large`: 7 indicators × all neighbourhoods of the newest division (about 100,000 cells);
- `choropleth`: one indicator, all districts of one year (about 3,400 areas);
- `indicator`: everything of one indicator.

Excel is written by our server alone: neither peer has it. Times are of whole answers on a connection that stays open, first
byte apart; `Cache-Control: no-cache` has our server make each answer anew; memory is the most that the process of the server ever held (`VmHWM`).
"""

import argparse
import csv
import http.client
import io
import json
import math
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode, urlparse

import duckdb

COLUMNS = "indicator, area, category, period, status, value, numerator, denominator"


def questions(release: Path) -> dict[str, dict]:
    """The questions, as parts that each contender puts in its own words."""
    cells = f"read_parquet('{release}/cells/*.parquet')"
    newest, = duckdb.sql(f"SELECT max(vintage) FROM {cells} WHERE level = 'neighbourhood'").fetchall()[0]
    # Rates that every neighbourhood can have, the fullest first.
    full = duckdb.sql(
        f"""SELECT indicator, arg_max(period, n) FROM (SELECT indicator, period, count(*) AS n FROM {cells}
            WHERE level = 'neighbourhood' AND vintage = {newest} GROUP BY ALL) GROUP BY indicator ORDER BY max(n) DESC, indicator"""
    ).fetchall()
    indicators = [name for name, _ in full][:7]
    period = full[0][1]
    areas = [row[0] for row in duckdb.sql(f"SELECT DISTINCT area FROM {cells} WHERE level = 'neighbourhood' AND vintage = {newest} ORDER BY area LIMIT 100").fetchall()]
    years = [row[0] for row in duckdb.sql(f"SELECT DISTINCT period FROM {cells} WHERE indicator = '{indicators[0]}' ORDER BY period DESC LIMIT 3").fetchall()]
    of_districts, districts = duckdb.sql(
        f"""SELECT indicator, period FROM {cells} WHERE level = 'district' AND vintage = {newest}
            GROUP BY ALL ORDER BY count(*) DESC, indicator, period DESC LIMIT 1"""
    ).fetchall()[0]
    return {
        "table": {"indicators": indicators[:5], "areas": areas, "periods": years},
        "large": {"indicators": indicators, "level": "neighbourhood", "periods": [period]},
        "choropleth": {"indicators": [of_districts], "level": "district", "periods": [districts]},
        "indicator": {"indicators": indicators[:1]},
    }


def sql(question: dict) -> str:
    """The question in SQL."""
    quoted = lambda values: ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in values)
    where = [f"indicator IN ({quoted(question['indicators'])})"]
    if "areas" in question:
        where.append(f"area IN ({quoted(question['areas'])})")
    if "level" in question:
        where.append(f"level = '{question['level']}'")
    if "periods" in question:
        where.append(f"period IN ({quoted(question['periods'])})")
    return f"SELECT {COLUMNS} FROM cells WHERE {' AND '.join(where)}"


def address(question: dict, ending: str) -> str:
    """The question as an address of the databank."""
    level = {"neighbourhood": "buurten", "district": "wijken"}
    areas = ",".join(question.get("areas", [])) or level.get(question.get("level"), "land,regios,gemeenten,wijken,buurten")
    periods = ",".join(map(str, question.get("periods", ["alle"])))
    return f"/databank.{ending}?cijfer={','.join(question['indicators'])}&gebied={areas}&achtergrond=totaal&jaar={periods}"


class Thin(BaseHTTPRequestHandler):
    """DuckDB behind as little HTTP as there can be."""

    protocol_version = "HTTP/1.1"
    database = None

    def do_GET(self):  # noqa: N802
        asked = parse_qs(urlparse(self.path).query)
        query, kind = asked["sql"][0], asked["as"][0]
        cursor = self.database.cursor()
        if kind == "parquet":
            with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
                cursor.execute(f"COPY ({query}) TO '{file.name}' (FORMAT parquet, COMPRESSION zstd)")
                body = Path(file.name).read_bytes()
        else:
            rows = cursor.execute(query)
            names = [column[0] for column in rows.description]
            if kind == "json":
                body = json.dumps([dict(zip(names, row)) for row in rows.fetchall()]).encode()
            else:
                out = io.StringIO()
                writer = csv.writer(out)
                writer.writerow(names)
                writer.writerows(rows.fetchall())
                body = out.getvalue().encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing is said of a request."""


def serve_duckdb(release: str, port: int) -> None:
    """Serves the cells, sorted as the questions read them, from memory."""
    Thin.database = duckdb.connect()
    Thin.database.execute(f"CREATE TABLE cells AS SELECT * FROM read_parquet('{release}/cells/*.parquet') ORDER BY indicator, period, level, area")
    server = ThreadingHTTPServer(("127.0.0.1", port), Thin)
    server.serve_forever()


def fill_sqlite(release: Path, path: Path) -> None:
    """The same cells with the indexes that the questions use."""
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE TABLE cells ({COLUMNS}, level)")
    rows = duckdb.execute(f"SELECT {COLUMNS}, level FROM read_parquet('{release}/cells/*.parquet') ORDER BY indicator, period, level, area")
    while part := rows.fetchmany(100_000):
        connection.executemany("INSERT INTO cells VALUES (?,?,?,?,?,?,?,?,?)", part)
    connection.execute("CREATE INDEX by_level ON cells (indicator, period, level)")
    connection.execute("CREATE INDEX by_area ON cells (indicator, area, period)")
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(connection: http.client.HTTPConnection, path: str) -> tuple[bytes, float, float]:
    """An answer, the time to its first byte and to its last."""
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "identity", "Cache-Control": "no-cache"})
    answer = connection.getresponse()
    first = time.perf_counter() - began
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path[:200]} answered {answer.status}: {body[:300]!r}")
    return body, first, time.perf_counter() - began


def read(kind: str, body: bytes) -> dict[tuple, tuple]:
    """The figures of an answer, whoever gave it."""
    rows = json.loads(body)
    rows = rows.get("cells", rows.get("rows", rows)) if isinstance(rows, dict) else rows
    found = {}
    for row in rows:
        category = row.get("background", row.get("category"))
        if row["status"] == "not-available":
            continue
        value = row["value"] if row["status"] == "published" else None
        found[row["indicator"], row["area"].split("-")[0], "total" if category == "totaal" else category, row["period"]] = value
    return found


def same(ours: dict, theirs: dict, name: str) -> int:
    """Stops when two answers differ."""
    if ours.keys() != theirs.keys():
        odd = sorted(map(str, ours.keys() ^ theirs.keys()))[:3]
        raise SystemExit(f"{name}: {len(ours)} cells against {len(theirs)}, among them {odd}")
    for key, value in ours.items():
        other = theirs[key]
        if (value is None) != (other is None) or (value is not None and not math.isclose(value, other, rel_tol=1e-12)):
            raise SystemExit(f"{name}: {key} is {value} against {other}")
    return len(ours)


def percentile(taken: list[float], part: float) -> float:
    """In milliseconds."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1e3


def timed(port: int, path: str, rounds: int, clients: int) -> dict[str, float]:
    """Percentiles of whole answers and the median of first bytes, with so many clients at once."""
    taken, firsts, lock = [], [], threading.Lock()

    def one(times: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for _ in range(times):
            _, first, whole = fetch(connection, path)
            with lock:
                taken.append(whole)
                firsts.append(first)

    threads = [threading.Thread(target=one, args=(max(1, rounds // clients),)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"p50": percentile(taken, 0.5), "p95": percentile(taken, 0.95), "p99": percentile(taken, 0.99), "first": percentile(firsts, 0.5)}


def peak_mb(pid: int) -> float:
    """The most memory a process ever held."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("release", type=Path)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--only", default="ours,datasette,duckdb")
    parser.add_argument("--serve-duckdb", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.serve_duckdb:
        serve_duckdb(str(wanted.release), wanted.serve_duckdb)
        return
    asked = questions(wanted.release)
    work = Path(tempfile.mkdtemp())
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {wanted.rounds} rounds\n")
    print("| question | format | who | clients | p50 ms | p95 ms | p99 ms | first byte ms | bytes |")
    print("|---|---|---|---:|---:|---:|---:|---:|---:|")
    reference: dict[str, dict] = {}
    memory = []
    for who in wanted.only.split(","):
        port = free_port()
        if who == "ours":
            command = [str(wanted.program), "serve", str(wanted.release), "--listen", f"127.0.0.1:{port}"]
        elif who == "duckdb":
            command = [sys.executable, __file__, str(wanted.program), str(wanted.release), "--serve-duckdb", str(port)]
        else:
            database = work / "cells.db"
            fill_sqlite(wanted.release, database)
            command = [
                sys.executable, "-m", "datasette", "serve", "--immutable", str(database), "--port", str(port),
                "--setting", "max_returned_rows", "10000000", "--setting", "sql_time_limit_ms", "60000", "--setting", "max_csv_mb", "0",
            ]  # fmt: skip
        settings = os.environ | {"WIJKMONITOR_ALLOWANCE": "off"}
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=settings)
        try:
            for _ in range(600):
                try:
                    http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
                    break
                except OSError:
                    time.sleep(0.1)
            for name, question in asked.items():
                if who == "ours":
                    formats = {"json": address(question, "json"), "csv": address(question, "int.csv"), "xlsx": address(question, "xlsx"), "parquet": address(question, "parquet")}
                elif who == "duckdb":
                    formats = {kind: f"/?{urlencode({'sql': sql(question), 'as': kind})}" for kind in ("json", "csv", "parquet")}
                else:
                    formats = {"json": f"/cells.json?sql={quote(sql(question))}&_shape=array", "csv": f"/cells.csv?sql={quote(sql(question))}&_size=max"}
                body, *_ = fetch(http.client.HTTPConnection("127.0.0.1", port, timeout=120), formats["json"])
                given = read("json", body)
                if name in reference:
                    same(reference[name], given, f"{name} of {who}")
                reference.setdefault(name, given)
                for kind, path in formats.items():
                    size = len(fetch(http.client.HTTPConnection("127.0.0.1", port, timeout=120), path)[0])
                    for clients in (1, 16):
                        found = timed(port, path, wanted.rounds, clients)
                        numbers = " | ".join(f"{found[part]:.1f}" for part in ("p50", "p95", "p99", "first"))
                        print(f"| {name} ({len(given):,}) | {kind} | {who} | {clients} | {numbers} | {size:,} |", flush=True)
            memory.append((who, peak_mb(server.pid)))
        finally:
            server.terminate()
            server.wait()
    print("\n| who | most memory, MB |\n|---|---:|")
    for who, most in memory:
        print(f"| {who} | {most:.0f} |")


if __name__ == "__main__":
    main()
