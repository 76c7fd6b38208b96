"""Simplifies one layer of boundaries with our own code and with mapshaper, in one run, and looks at what they wrote.

    python3 benches/simplification.py FILE.geojson EXAMPLE MAPSHAPER [SHARE]

EXAMPLE is the program `measure_simplification` of crates/geography, MAPSHAPER the one that npm installs. Both start from
the file and end with a file of shapes without attributes, three times; the middle time counts. Of what they wrote: points,
bytes, and the share of the length of all borders that is drawn with the same points on both sides (the coast and the
frontier have no other side).
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path


def rings(path):
    document = json.loads(Path(path).read_text())
    # Without attributes mapshaper writes geometries alone.
    for geometry in document.get("geometries") or [feature["geometry"] for feature in document["features"]]:
        if not geometry:
            continue
        parts = geometry["coordinates"]
        for polygon in parts if geometry["type"] == "MultiPolygon" else [parts]:
            yield from polygon


def look(path):
    steps, points = Counter(), set()
    for ring in rings(path):
        corners = [(round(x, 6), round(y, 6)) for x, y, *_ in ring]
        points.update(corners)
        for a, b in zip(corners, corners[1:]):
            steps[min(a, b), max(a, b)] += 1
    length = lambda a, b: math.hypot((a[0] - b[0]) * math.cos(math.radians(52.2)), a[1] - b[1])
    whole = sum(length(*step) * times for step, times in steps.items())
    shared = sum(length(*step) * times for step, times in steps.items() if times > 1)
    return len(points), Path(path).stat().st_size, 100 * shared / whole


def timed(command):
    times = []
    for _ in range(3):
        start = time.monotonic()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.monotonic() - start)
    return sorted(times)[1]


def main():
    source, example, mapshaper = sys.argv[1:4]
    share = float(sys.argv[4]) if len(sys.argv) > 4 else 0.1
    with tempfile.TemporaryDirectory() as folder:
        own, peer = f"{folder}/own.geojson", f"{folder}/peer.geojson"
        thin = ["-simplify", "visvalingam", f"{share:%}", "keep-shapes", "-drop", "fields=*"]
        peer_time = timed([mapshaper, source, *thin, "-o", peer, "precision=0.000001"])
        # It counts its share without the points where borders meet: ours is asked for as many points as it wrote.
        wanted = look(peer)[0] / look(source)[0]
        own_time = timed([example, source, own, str(wanted)])
        rows = [("the file", None, source), ("ours", own_time, own), ("mapshaper", peer_time, peer)]
        print("| | time | points | bytes | borders shared |\n|---|--:|--:|--:|--:|")
        for name, seconds, path in rows:
            points, size, shared = look(path)
            spent = "" if seconds is None else f"{seconds:.2f} s"
            print(f"| {name} | {spent} | {points:,} | {size:,} | {shared:.1f} % |")


main()
