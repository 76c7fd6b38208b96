"""Counts one year of everybody with our program and with its peers, on the same files, and prints a table.

    cargo build --release -p tabulate --example national
    target/release/examples/national make KWB.csv.gz REGISTERS        # once; 18 million invented persons
    python3 benches/tabulation.py target/release/examples/national REGISTERS [--only ours,duckdb,...]

Each contender runs in a process of its own, one after the other. Time, processor time and largest memory are those of the
process as the system reports them. What DuckDB counts is compared with ours cell by cell (by a sum of hashes per quantity).

Contenders: `ours`; `ours-grouped` (GROUP BY in SQL, as on a cluster); `duckdb` (the same SQL, the rules included, `inwoners`
kept as a temporary table as with us); `duckdb-views` (every view worked out where it is used); and for the central GROUP BY
alone, on a file with the rows of the persons: `duckdb-group` and `polars-group`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AGE_ON = """CREATE MACRO age_on(b, d) AS
    year(d) - year(b) - CASE WHEN month(d) * 100 + day(d) < month(b) * 100 + day(b) THEN 1 ELSE 0 END"""


def database(job):
    import duckdb

    db = duckdb.connect()
    db.execute("SET preserve_insertion_order = false")
    db.execute(AGE_ON)
    for name, path in job["tables"].items():
        db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")
    for table in job["lists"]:
        columns = ", ".join(f"{column} VARCHAR" for column in table["columns"])
        db.execute(f"CREATE TABLE {table['id']} ({columns})")
        marks = ", ".join("?" for _ in table["columns"])
        db.executemany(f"INSERT INTO {table['id']} VALUES ({marks})", table["rows"])
    return db


def run_duckdb(job, out, keep):
    db = database(job)
    steps = {}
    for view in job["views"]:
        kind = "TEMP TABLE" if keep and view["keep"] else "VIEW"
        begun = time.perf_counter()
        db.execute(f"CREATE {kind} {view['id']} AS {view['sql']}")
        if kind == "TEMP TABLE":
            steps[f"working out {view['id']}"] = time.perf_counter() - begun
    for number, query in enumerate(job["queries"]):
        begun = time.perf_counter()
        db.execute(f"COPY ({query['sql']}) TO '{out}/unit-{number}.parquet'")
        steps[f"counting {query['view']}"] = time.perf_counter() - begun
    begun = time.perf_counter()
    for rule in job["rules"]:
        db.execute(rule).fetchall()
    steps["rules"] = time.perf_counter() - begun
    print(json.dumps({"steps": [{"step": step, "seconds": seconds} for step, seconds in steps.items()]}))


def central(job, out):
    """The rows of the persons in a file, and the GROUP BY over it."""
    query = job["queries"][0]
    rows = f"{out}/rows.parquet"
    if not os.path.exists(rows):
        db = database(job)
        for view in job["views"]:
            db.execute(f"CREATE VIEW {view['id']} AS {view['sql']}")
        db.execute(f"COPY ({query['rows']}) TO '{rows}'")
    return rows, query


def group_duckdb(job, out):
    rows, query = central(job, out)
    db = database(job)
    sql = query["sql"].replace(f"({query['rows']}) AS eenheden", f"read_parquet('{rows}') AS eenheden")
    print(json.dumps({"groups": db.execute(f"SELECT COUNT(*) FROM ({sql})").fetchall()[0][0]}))


def group_polars(job, out):
    import polars as pl

    rows, query = central(job, out)
    sql = query["sql"]
    table = pl.scan_parquet(rows)
    keys = ["np", "a"] + [f"l{n}" for n in range(query["attributes"])]
    # The same sums, as Polars writes them.
    sums = [pl.len().alias("units")]
    head = sql[: sql.index("\nFROM")]
    for part in head.split("CAST(")[1:]:
        expression, name = part.split(" AS BIGINT) AS ")
        name = name.rstrip(", ")
        if expression == "COUNT(*)":
            sums.append(pl.len().alias(name))
        else:
            value = pl.sql_expr(expression.removeprefix("SUM(").removesuffix(")"))
            sums.append(value.cast(pl.Int64).sum().alias(name))
    print(json.dumps({"groups": table.group_by(keys).agg(sums).collect(engine="streaming").height}))


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def digests(job, out):
    """Per quantity the sum of value x hash(neighbourhood, background) over everything that is counted."""
    import duckdb

    sums = {}
    for number, (query, quantities) in enumerate(zip(job["queries"], job["quantities"])):
        attributes = query["attributes"]
        rows = duckdb.connect().execute(f"SELECT * FROM '{out}/unit-{number}.parquet' WHERE np IS NULL").fetchall()
        for row in rows:
            place = fnv("|".join([row[1]] + [value or "-" for value in row[2 : 2 + attributes]]))
            for at, quantity in enumerate(quantities):
                sums[quantity] = (sums.get(quantity, 0) + row[3 + attributes + at] * place) & 0xFFFFFFFFFFFFFFFF
    return [sums[quantity] for quantity in sorted(sums)]


def measured(command):
    """Runs a command; its answer, seconds, processor seconds, bytes of memory, and bytes read (from disk or its cache)."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as answer:
        process = subprocess.Popen(command, stdout=answer)
        io = Path(f"/proc/{process.pid}/io")
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            time.sleep(0.05)
            try:
                read = next(int(line.split()[1]) for line in io.read_text().splitlines() if line.startswith("rchar"))
            except (OSError, StopIteration):
                pass
        seconds = time.perf_counter() - begun
        if status:
            sys.exit(f"{command[0]} failed")
        answer.seek(0)
        text = answer.read().decode().strip()
    return json.loads(text), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, read


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("registers")
    parser.add_argument("--only", default="ours,ours-grouped,duckdb,duckdb-views,duckdb-group,polars-group")
    parser.add_argument("--inside", nargs=3)
    options = parser.parse_args()
    if options.inside:
        what, job, out = options.inside
        job = json.loads(Path(job).read_text())
        if what.startswith("duckdb-group"):
            group_duckdb(job, out)
        elif what == "polars-group":
            group_polars(job, out)
        else:
            run_duckdb(job, out, what == "duckdb")
        return
    with tempfile.TemporaryDirectory() as work:
        job = f"{work}/job.json"
        subprocess.run([options.program, "job", options.registers, job], check=True)
        plan = json.loads(Path(job).read_text())
        bytes_there = sum(Path(path).stat().st_size for path in plan["tables"].values())
        load = os.getloadavg()[0]
        answers, lines, details = {}, [], []
        for name in options.only.split(","):
            if name.startswith("ours"):
                sums = "grouped" if name == "ours-grouped" else "dense"
                command = [options.program, "count", options.registers, sums]
            else:
                if name.endswith("-group"):
                    central(plan, work)
                command = [sys.executable, __file__, options.program, options.registers, "--inside", name, job, work]
            answer, seconds, cpu, memory, read = measured(command)
            answers[name] = answer
            if name in ("duckdb", "duckdb-views"):
                answers[name]["digests"] = digests(plan, work)
            lines.append(f"| {name} | {seconds:.1f} | {cpu:.1f} | {memory / 1e9:.2f} | {read / 1e6:.0f} |")
            steps = ", ".join(f"{step['step']} {step['seconds']:.1f}" for step in answer.get("steps", []))
            if steps:
                details.append(f"- {name}: {steps} s")
            print(lines[-1], file=sys.stderr, flush=True)
        print(f"Load of the machine before: {load:.1f} (0 is idle). Registers: {bytes_there / 1e6:.0f} MB of Parquet.\n")
        print("| what | s | processor s | most memory GB | read MB |\n|---|--:|--:|--:|--:|")
        print("\n".join(lines) + "\n\n" + "\n".join(details) + "\n")
        for name, answer in answers.items():
            if name != "ours" and "digests" in answer and "ours" in answers:
                same = sum(a == b for a, b in zip(answer["digests"], answers["ours"]["digests"]))
                print(f"- {name} against ours: {same} of {len(answer['digests'])} quantities the same in every cell")


if __name__ == "__main__":
    main()
