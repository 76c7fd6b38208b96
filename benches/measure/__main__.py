"""One run of everything, in one order, on one machine."""

import argparse
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from . import measurements, release_files, tables
from .processes import run

PARTS = tuple(tables.PARTS)
# How many areas of each level take part, spread evenly over the register.
MIX = {"country": 1, "municipality": 120, "district": 200, "neighbourhood": 400}


def arguments():
    parser = argparse.ArgumentParser(prog="measure", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help="the checkout")
    parser.add_argument("--program", type=Path, required=True, help="the optimised wijkmonitor")
    parser.add_argument("--examples", type=Path, required=True, help="folder with profile_query and kis_size")
    parser.add_argument("--cache", type=Path, required=True, help="tables of monitors/nederland")
    parser.add_argument("--work", type=Path, required=True, help="folder to work in")
    parser.add_argument("--only", default=",".join(PARTS), help="comma-separated: " + ", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="few requests: to see that everything works")
    return parser.parse_args()


def machine(root, program):
    first = lambda path, name: next(  # noqa: E731
        (line.split(":", 1)[1].strip() for line in Path(path).read_text().splitlines() if line.startswith(name)), "unknown"
    )
    git = lambda *words: subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)  # noqa: E731
    commit = git("rev-parse", "--short", "HEAD").stdout.strip()
    # The tables themselves may have changed since.
    if git("diff", "--quiet", "HEAD", "--", ".", ":!benches/README.md").returncode:
        commit += " with changes"
    return {
        "date": datetime.date.today().isoformat(),
        "processor": first("/proc/cpuinfo", "model name"),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": int(first("/proc/meminfo", "MemTotal").split()[0]) * 1024 / 1e9,
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "program": run([str(program), "--version"]).stdout.strip(),
        "commit": commit,
        "load_before": os.getloadavg()[0],
    }


def main():
    a = arguments()
    only = a.only.split(",")
    if unknown := set(only) - set(PARTS):
        sys.exit(f"unknown part {', '.join(sorted(unknown))}; expected some of {', '.join(PARTS)}")
    if not shutil.which("wrk"):
        sys.exit("wrk is not on this machine. Install it (on Debian: apt-get install wrk) and try again")
    a.work.mkdir(parents=True, exist_ok=True)
    kept = a.work / "results.json"
    results = json.loads(kept.read_text()) if kept.exists() and set(only) != set(PARTS) else {}
    results["machine"] = machine(a.root, a.program)
    requests, seconds, rounds = (300, 1, 1) if a.quick else (10_000, 8, 3)
    release = a.work / "release"

    def part(name, make):
        if name in only:
            print(f"measuring: {name}", file=sys.stderr, flush=True)
            results[name] = make()
            kept.write_text(json.dumps(results, indent=1))

    definition = a.root / "monitors/nederland"
    part("build", lambda: measurements.build(a.program, definition, a.cache, a.work, 1 if a.quick else 5))
    mix = release_files.areas(release, MIX)
    code = mix["municipality"][0]
    part("opening", lambda: measurements.opening(a.program, release, code, 3 if a.quick else 9, a.work))
    amounts = {"requests": requests, "seconds": seconds, "rounds": rounds}
    part("pages", lambda: measurements.pages(a.program, release, mix, a.work, **amounts))
    example = a.examples / "profile_query"
    fewer = {**amounts, "requests": min(requests, 2_000)}
    part("profile_query", lambda: measurements.profile_query(example, release, mix, a.work, **fewer))
    part("kis_size", lambda: measurements.kis_size(a.examples / "kis_size", a.work, 1 if a.quick else 10))
    part("lighthouse", lambda: measurements.lighthouse(a.program, release, a.root / "web", a.work))
    part("painted", lambda: measurements.painted(a.program, release, a.root / "web", a.work))
    results["machine"]["load_after"] = os.getloadavg()[0]
    kept.write_text(json.dumps(results, indent=1))
    if a.quick:
        print("a quick run: benches/README.md is left as it is", file=sys.stderr)
    else:
        tables.write(a.root / "benches/README.md", results)


main()
