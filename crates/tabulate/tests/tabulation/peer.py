"""Runs the queries of a plan in DuckDB and prints their rows as JSON: a list per query, of rows, of texts.

Usage: peer.py job.json, with "tables" (name: Parquet file), "lists", "views" and "queries".
"""

import json
import sys

import duckdb

AGE_ON = """CREATE MACRO age_on(b, d) AS
    year(d) - year(b) - CASE WHEN month(d) * 100 + day(d) < month(b) * 100 + day(b) THEN 1 ELSE 0 END"""


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    database = duckdb.connect()
    database.execute(AGE_ON)
    for name, path in job["tables"].items():
        quoted = path.replace("'", "''")
        database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{quoted}')")
    for table in job["lists"]:
        columns = ", ".join(f"{column} VARCHAR" for column in table["columns"])
        database.execute(f"CREATE TABLE {table['id']} ({columns})")
        marks = ", ".join("?" for _ in table["columns"])
        database.executemany(f"INSERT INTO {table['id']} VALUES ({marks})", table["rows"])
    for view in job["views"]:
        kind = "TEMP TABLE" if view["keep"] else "VIEW"
        database.execute(f"CREATE {kind} {view['id']} AS {view['sql']}")
    answers = []
    for query in job["queries"]:
        rows = database.execute(query).fetchall()
        answers.append([["" if value is None else str(value) for value in row] for row in rows])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
