"""The measurements themselves. Each gives plain values that `tables` writes down."""

import json
import os
import re
import shutil
import statistics
from pathlib import Path

from . import peer, release_files
from .client import Client, first_answer
from .load import press
from .processes import free_port, run, serving, watching

CONNECTIONS = (2, 64, 512)
# The mix of areas: of every 20 visits 1 to the country, 9 to a municipality, 4 to a district, 6 to a neighbourhood.
TURNS = ("municipality", "neighbourhood", "municipality", "district", "neighbourhood") * 3 + (
    "municipality", "country", "municipality", "district", "municipality",
)  # fmt: skip
# The program says what each step of a build took when its messages are asked for.
LOUD = {**os.environ, "RUST_LOG": "wijkmonitor=debug", "NO_COLOR": "1"}
STEP = re.compile(r"step[\"=:\s]+(?P<step>.+?)\"?\s+seconds[=:\s]+(?P<seconds>[0-9.]+(?:e-?[0-9]+)?)")


def at(taken, share):
    """The value below which this share of the values lies."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def middle(values):
    return statistics.median(values)


def build(program, definition, cache, work, times):
    """The whole country from its cache, several times; the last release is kept."""
    runs, out = [], work / "release"
    for _ in range(times):
        shutil.rmtree(out, ignore_errors=True)
        command = [program, "build", definition, "--cache", cache, "--out", out, "--date", "2026-11-23"]
        runs.append(run([str(part) for part in command], env=LOUD))
    steps = {}
    for one in runs:
        for found in STEP.finditer(one.stderr):
            name = re.sub(r" \(\d+ of \d+ sources\)", "", found["step"])
            steps.setdefault(name, []).append(float(found["seconds"]))
    return {
        "times": times,
        "wall_s": middle([one.wall for one in runs]),
        "wall_all_s": [one.wall for one in runs],
        "cpu_s": middle([one.cpu for one in runs]),
        "peak_mb": middle([one.peak_mb for one in runs]),
        "steps_s": {name: sum(taken) / times for name, taken in steps.items()},
        "counts": release_files.counts(out),
        "mb": release_files.size_mb(out),
        "cube_mb": release_files.size_mb(out, "cube/"),
        "parquet_mb": release_files.size_mb(out, "cells/"),
    }


def site_command(program, release, port):
    return [str(program), "serve", str(release), "--listen", f"127.0.0.1:{port}"]


def opening(program, release, code, times, work):
    """From the start of the program until the page of an area was answered, and the memory then."""
    waits, memory = [], []
    port = free_port()
    with serving(site_command(program, release, port), port, work / "open.log") as server:
        first_answer(server, "/gezond")
        [path] = addresses(Client(port), [code])
    for _ in range(times):
        port = free_port()
        with serving(site_command(program, release, port), port, work / "open.log") as server:
            waits.append(first_answer(server, path))
            memory.append(server.memory())
    return {
        "times": times,
        "first_answer_s": middle(waits),
        "all_s": waits,
        **{f"{name}_mb": middle([look[name] for look in memory]) for name in ("rss", "own", "mapped")},
    }


def addresses(client, codes):
    """The pages of areas: a bare code is redirected to the address with the name."""
    found = []
    for code in codes:
        path = f"/gebied/{code}"
        answer = client.get(path)
        if answer.status in (301, 302, 307, 308):
            path = answer.header("location")
            answer = client.get(path)
        if answer.status != 200:
            raise SystemExit(f"{path}: status {answer.status}; expected 200")
        found.append(path)
    return found


def links(page, start):
    """The links of a page to addresses within the monitor, without choices."""
    return sorted({link.split("?")[0] for link in re.findall(r'href="(/[^"#]*)', page) if link.startswith(start)})


def other_pages(client, area):
    """One address of every other kind of page, found by following links as a visitor does."""
    page = client.get(area).text()
    below = [link for link in links(page, area + "/") if link.count("/") == area.count("/") + 1 and "." not in link]
    similar = [link for link in below if link.endswith("/vergelijkbaar")]
    themes = [link for link in below if link not in similar]
    compared = re.findall(r'href="(/vergelijk\?met=[^"#]*)', page)[:1]
    reports = [client.get("/rapport").header("location")]
    code = area.rsplit("/", 1)[1].split("-")[0]
    indicators = links(client.get("/indicatoren").text(), "/indicator/")
    return {
        "start": ["/"],
        "theme": themes,
        "indicator": [f"{indicator}?gebied={area.rsplit('/', 1)[1]}" for indicator in indicators],
        "similar areas": similar,
        "compare": compared,
        "map": ["/kaart"],
        "databank": [f"/databank?cijfer=ao,bijstand&gebied={code},NL00"],
        "report": reports,
        "explain": ["/uitleg"],
        "search": ["/zoek?q=utrecht", "/zoek?q=amsterdm", "/zoek?q=centrum"],
        "search (json)": ["/zoek.json?q=utr", "/zoek.json?q=amsterdm", "/zoek.json?q=centrum"],
    }


def one_by_one(client, paths, times):
    """The same connection, one page after another: the handler's own time and the whole answer, in milliseconds."""
    whole, handler, weights = [], [], []
    for number in range(times):
        answer = client.get(paths[number % len(paths)])
        if answer.status != 200:
            raise SystemExit(f"{paths[number % len(paths)]}: status {answer.status}; expected 200")
        whole.append(answer.took * 1e3)
        weights.append(len(answer.body) / 1e3)
        if answer.handler is not None:
            handler.append(answer.handler * 1e3)
    two = lambda values: {"p50": at(values, 0.5), "p99": at(values, 0.99)} if values else None  # noqa: E731
    return {"times": times, "whole_ms": two(whole), "handler_ms": two(handler), "kb": two(weights)}


def pages(program, release, mix, work, *, requests, seconds, rounds):
    """Everything asked of a running site: latency, memory after many pages, many visitors at once, weights."""
    port = free_port()
    with serving(site_command(program, release, port), port, work / "site.log") as server:
        first_answer(server, "/gezond")
        client = Client(port)
        by_level = {level: addresses(client, codes) for level, codes in mix.items()}
        every = interleaved(by_level)
        others = other_pages(client, by_level["municipality"][0])
        for path in (*every[:50], *(path for paths in others.values() for path in paths)):
            client.get(path)

        before, cpu = server.memory(), server.cpu()
        with watching(server, every=0.5) as seen:
            area = one_by_one(client, every, requests)
        cpu = (server.cpu() - cpu) / requests * 1e3
        after = server.memory()
        latency = {"area, all levels": area}
        for level, paths in by_level.items():
            latency[f"area: {level}"] = one_by_one(client, paths, min(requests, 1_000))
        for kind, paths in others.items():
            latency[kind] = one_by_one(client, paths, min(requests, 500))
        weights = page_weights(client, {"area": every, **others})
        client.close()

        load = []
        for connections in CONNECTIONS:
            load.append(middle_of([press(server, every, connections, seconds) for _ in range(rounds)]))
        idle = server.memory()
    return {
        "requests": requests,
        "areas": {level: len(paths) for level, paths in by_level.items()},
        "latency": latency,
        "cpu_ms_per_page": cpu,
        "memory": {"before": before, "after": after, "most_rss": max(look["rss"] for look in seen), "end": idle},
        "weights": weights,
        "load": load,
    }


def interleaved(by_level):
    """One list in which the levels take turns as in `TURNS`, so that every stretch of it is the same mix."""
    turns = [level for level in TURNS if by_level[level]]
    taken, mixed = dict.fromkeys(turns, 0), []
    while any(taken[level] < len(by_level[level]) for level in turns):
        for level in turns:
            mixed.append(by_level[level][taken[level] % len(by_level[level])])
            taken[level] += 1
    return mixed


def middle_of(rounds):
    """The round in the middle by requests per second; errors and memory of the worst."""
    chosen = dict(sorted(rounds, key=lambda one: one["per_second"])[len(rounds) // 2])
    chosen["errors"] = sum(one["errors"] for one in rounds)
    chosen["rss_most_mb"] = max(one["rss_most_mb"] for one in rounds)
    chosen["rss_first_mb"], chosen["rss_last_mb"] = rounds[0]["rss_after_mb"], rounds[-1]["rss_after_mb"]
    chosen["rounds"] = [one["per_second"] for one in rounds]
    return chosen


def page_weights(client, by_kind):
    """Weights in kB as sent (gzip), the heaviest page of a kind beside the middle one; styles, scripts, fonts."""
    html, found = {}, set()
    for kind, paths in by_kind.items():
        answers = [client.get(path) for path in paths]
        sent = [(len(answer.body), path) for answer, path in zip(answers, paths, strict=True)]
        if answers[0].header("content-type").startswith("text/html"):
            page = answers[0].text()
            found |= set(re.findall(r'(?:href|src)="(/statisch/[^"]+)"', page))
        html[kind] = {
            "middle_kb": middle([size for size, _ in sent]) / 1e3,
            "most_kb": max(sent)[0] / 1e3,
            "heaviest": max(sent)[1],
            "plain_kb": max(len(answer.plain()) for answer in answers) / 1e3,
        }
    files = {}
    for path in sorted(found):
        answer = client.get(path)
        files[path.rsplit("/", 1)[1]] = len(answer.body) / 1e3
        if path.endswith(".css"):
            for name in re.findall(r"url\([\"']?([^\"')]+\.woff2)", answer.text()):
                font = client.get(path.rsplit("/", 1)[0] + "/" + name.removeprefix("./"))
                if font.status == 200:
                    files[name.rsplit("/", 1)[-1]] = len(font.body) / 1e3
    return {"html": html, "files": files}


def profile_query(example, release, mix, work, *, requests, seconds, rounds):
    """The profile query beside the peer: by itself, and over HTTP."""
    database, codes = work / "cells.db", interleaved(mix)
    loaded = peer.load(release, database)
    with_cells = json.loads(run([str(example), str(release), *codes]).stdout)
    alone = peer.by_itself(database, codes)
    port = free_port()
    with serving(peer.command(database, port, work), port, work / "datasette.log") as server:
        opened = first_answer(server, peer.address(codes[0]))
        memory = server.memory()
        client = Client(port)
        compared = rows = 0
        for code in [codes[number] for number in range(0, len(codes), max(1, len(codes) // 40))]:
            theirs = json.loads(client.get(peer.address(code)).text())
            ours = json.loads(run([str(example), str(release), "--print", code]).stdout)
            peer.same(ours, theirs)
            compared, rows = compared + 1, rows + len(ours)
        paths = [peer.address(code) for code in codes]
        for path in paths[:50]:
            client.get(path)
        cpu = server.cpu()
        latency = one_by_one(client, paths, requests)
        cpu = (server.cpu() - cpu) / requests * 1e3
        client.close()
        load = []
        for connections in CONNECTIONS:
            load.append(middle_of([press(server, paths, connections, seconds) for _ in range(rounds)]))
        after = server.memory()
    return {
        "loaded": loaded,
        "compared": {"areas": compared, "rows": rows},
        "cube": with_cells,
        "sqlite": alone,
        "datasette": {
            "first_answer_s": opened, "memory": memory, "memory_after": after, "latency": latency,
            "cpu_ms_per_request": cpu, "load": load,
        },
    }  # fmt: skip


def kis_size(example, work, years):
    """A release of the size of a full KIS monitor; nothing where the example was not built or the disk is too full."""
    if not Path(example).exists() or shutil.disk_usage(work).free < 14e9:
        return None
    return run([str(example), str(work), str(years)]).stdout


def lighthouse(program, release, web, work):
    """What Lighthouse says, or nothing where it is not installed."""
    if not (Path(web) / "node_modules/lighthouse").is_dir():
        return None
    return in_browser("lighthouse", program, release, web, work)


def painted(program, release, web, work):
    """How long visitors wait for a profile, with the connection and the processor of a phone and without."""
    return in_browser("painted", program, release, web, work)


def in_browser(script, program, release, web, work):
    """What a script of the front end says of the running site."""
    port = free_port()
    with serving(site_command(program, release, port), port, work / f"{script}.log") as server:
        first_answer(server, "/gezond")
        environment = {**os.environ, "WIJKMONITOR_ADDRESS": f"http://127.0.0.1:{port}"}
        return run(["node", f"tests/{script}.mjs"], cwd=web, env=environment).stdout


