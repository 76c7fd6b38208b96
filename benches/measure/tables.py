"""Writes what was measured as Markdown, between the marks in `benches/README.md`."""

from pathlib import Path

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
BUDGETS = {"html": 60, "css": 25, "js": 40}
HANDLER_P99_MS = 5


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join("---" if n == 0 else "--:" for n in range(len(head))) + "|"]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def met(figure, most):
    return "met" if figure <= most else f"**missed**, {figure / most:.1f} times the goal"


def number(value):
    """Three figures that count, with thin groups of thousands."""
    if value is None:
        return "-"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def write(readme, results):
    """Replaces everything between the marks."""
    readme = Path(readme)
    text = readme.read_text()
    before, rest = text.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    parts = [machine(results["machine"])]
    for name, make in PARTS.items():
        if results.get(name):
            parts.append(make(results[name], results))
    readme.write_text(f"{before}{BEGIN}\n\n" + "\n".join(parts) + f"\n{END}{after}")


def machine(m):
    return (
        f"Measured on {m['date']}: {m['processor']}, {m['cores']} cores, {m['memory_gb']:.0f} GB, {m['system']}; "
        f"program `{m['program']}`, commit `{m['commit']}`. Load of the machine (1 minute) before the measurements "
        f"{m['load_before']:.1f}, after {m['load_after']:.1f}; 0 is idle, {m['cores']} is full.\n"
    )


def build(b, _):
    counts = b["counts"]
    cells = sum(count for name, count in counts.items() if name.startswith("cells-"))
    rows = [
        ("time", f"{number(b['wall_s'])} s", ", ".join(f"{one:.1f}" for one in b["wall_all_s"]) + " s"),
        ("processor time", f"{number(b['cpu_s'])} s", f"{b['cpu_s'] / b['wall_s']:.1f} cores busy"),
        ("most memory", f"{number(b['peak_mb'])} MB", ""),
        ("release on disk", f"{number(b['mb'])} MB", f"cube {number(b['cube_mb'])}, Parquet {number(b['parquet_mb'])} MB"),
    ]
    text = f"### Build of the whole country from its cache\n\n{cells:,} cells. Median of {b['times']} runs.\n\n"
    text += table(("what", "median", ""), rows)
    if b["steps_s"]:
        whole = sum(b["steps_s"].values())
        steps = sorted(b["steps_s"].items(), key=lambda step: -step[1])
        text += "\nWhere the time goes:\n\n"
        text += table(("step", "s", "share"), [(n, f"{s:.2f}", f"{s / whole * 100:.0f} %") for n, s in steps])
    return text


def opening(o, _):
    rows = [
        ("from start of the program to the first area page", f"{o['first_answer_s'] * 1e3:.0f} ms"),
        ("memory then (RSS)", f"{o['rss_mb']:.0f} MB"),
        ("of which its own; mapped pages of files", f"{o['own_mb']:.0f} MB; {o['mapped_mb']:.0f} MB"),
    ]
    return f"### Opening a release\n\nMedian of {o['times']} starts, files in the page cache.\n\n" + table(("what", "median"), rows)


def pages(p, results):
    text = "### Pages, one visitor\n\n"
    areas = ", ".join(f"{count} {level}" for level, count in p["areas"].items())
    text += f"One connection, one page after another, gzip. Areas: {areas}. Handler: the time the server says it took to "
    text += "make the page (`server-timing`); whole: until the last byte is at the client, compression included.\n\n"
    rows = []
    for kind, one in p["latency"].items():
        handler, whole = one["handler_ms"], one["whole_ms"]
        rows.append((
            kind, f"{one['times']:,}", *([number(handler["p50"]), number(handler["p99"])] if handler else ["-", "-"]),
            number(whole["p50"]), number(whole["p99"]), number(one["kb"]["p50"]),
        ))  # fmt: skip
    text += table(("page", "requests", "handler p50 ms", "p99 ms", "whole p50 ms", "p99 ms", "kB"), rows)
    area = p["latency"]["area, all levels"]
    if area["handler_ms"]:
        text += f"\nGoal: handler of an area page at the 99th percentile at most {HANDLER_P99_MS} ms: "
        text += f"{met(area['handler_ms']['p99'], HANDLER_P99_MS)}. "
    text += f"Processor time of the server per area page, compression included: {number(p['cpu_ms_per_page'])} ms.\n"
    memory = p["memory"]
    text += f"\nMemory (RSS) before and after {p['requests']:,} area pages: {memory['before']['rss']:.0f} MB, "
    text += f"{memory['after']['rss']:.0f} MB (own: {memory['before']['own']:.0f} MB, {memory['after']['own']:.0f} MB; "
    text += f"most at any moment {memory['most_rss']:.0f} MB).\n"

    text += "\n### Pages, many visitors at once\n\n`wrk` on the same two cores, area pages of all levels, gzip. "
    text += f"Median of {len(p['load'][0]['rounds'])} rounds.\n\n"
    text += load_table(p["load"])
    text += "\n### Weights\n\nAs sent, gzip. The heaviest page of all that were asked for.\n\n"
    rows = []
    for kind, one in p["weights"]["html"].items():
        goal = met(one["most_kb"], BUDGETS["html"]) if kind != "search (json)" else ""
        rows.append((kind, number(one["middle_kb"]), number(one["most_kb"]), number(one["plain_kb"]), BUDGETS["html"] if goal else "", goal))
    for ending in ("css", "js"):
        files = {n: kb for n, kb in p["weights"]["files"].items() if n.endswith("." + ending)}
        total = sum(files.values())
        rows.append((f"{ending}: {', '.join(files)}", "", number(total), "", BUDGETS[ending], met(total, BUDGETS[ending])))
    fonts = {n: kb for n, kb in p["weights"]["files"].items() if n.endswith(".woff2")}
    if fonts:
        rows.append((f"fonts: {', '.join(fonts)}", "", number(sum(fonts.values())), "", "", ""))
    return text + table(("what", "middle kB", "most kB", "plain kB", "budget kB", ""), rows)


def load_table(load):
    rows = []
    for one in load:
        wrong = ", ".join(f"{kind} {count}" for kind, count in one["kinds_of_error"].items())
        rows.append((
            one["connections"], number(one["per_second"]), number(one["p50_ms"]), number(one["p99_ms"]),
            f"{one['errors']} {wrong}".strip(), number(one["cpu_ms_per_request"]),
            f"{one['rss_most_mb']:.0f}", f"{one['rss_last_mb']:.0f}",
        ))  # fmt: skip
    head = ("connections", "per second", "p50 ms", "p99 ms", "errors", "processor ms each", "most RSS MB", "RSS MB after")
    return table(head, rows)


def profile_query(q, results):
    d = q["datasette"]
    text = "### The profile query beside its peer\n\n"
    text += f"All indicators and years of one area, from the same {q['loaded']['rows']:,} cells. The answers of "
    text += f"{q['compared']['areas']} areas ({q['compared']['rows']:,} rows) were compared and are the same. "
    text += f"SQLite: {number(q['loaded']['mb'])} MB, stored by area, made in {number(q['loaded']['seconds'])} s.\n\n"
    text += "By itself, in one process, without HTTP:\n\n"
    rows = []
    for name, key in (("the cells", "cells_us"), ("the cells as JSON", "json_us")):
        ours, theirs = q["cube"][key], q["sqlite"][key]
        rows.append((name, number(ours["p50"]), number(ours["p99"]), number(theirs["p50"]), number(theirs["p99"]),
                     f"{theirs['p50'] / ours['p50']:.0f} ×"))  # fmt: skip
    text += table(("what", "cube p50 µs", "p99 µs", "SQLite from Python p50 µs", "p99 µs", "ratio of p50"), rows)
    text += "\nOver HTTP. Datasette gives the cells as JSON; our page gives the same cells read, judged, told, drawn and "
    text += "compressed, so it does more:\n\n"
    whole = d["latency"]["whole_ms"]
    rows = [("Datasette, JSON", number(whole["p50"]), number(whole["p99"]), number(d["cpu_ms_per_request"]),
             number(d["latency"]["kb"]["p50"]), f"{d['memory']['rss']:.0f}", f"{d['memory_after']['rss']:.0f}")]  # fmt: skip
    ours = results.get("pages")
    if ours:
        area = ours["latency"]["area, all levels"]
        rows.insert(0, (
            "our area page, HTML", number(area["whole_ms"]["p50"]), number(area["whole_ms"]["p99"]),
            number(ours["cpu_ms_per_page"]), number(area["kb"]["p50"]),
            f"{ours['memory']['before']['rss']:.0f}", f"{ours['memory']['end']['rss']:.0f}",
        ))  # fmt: skip
    text += table(("what", "p50 ms", "p99 ms", "processor ms each", "kB", "RSS MB", "RSS MB at the end"), rows)
    text += "\nDatasette under load (one Python process, as it comes):\n\n" + load_table(d["load"])
    if ours:
        pairs = zip(ours["load"], d["load"], strict=True)
        ratios = ", ".join(f"{a['per_second'] / b['per_second']:.1f} ({a['connections']})" for a, b in pairs)
        text += f"\nOur pages per second over Datasette's answers per second, by connections: {ratios}.\n"
    return text


def lighthouse(said, _):
    return f"### Lighthouse\n\nReported, not a gate: its figures are as noisy as the machine.\n\n```text\n{said.strip()}\n```\n"


def painted(said, _):
    about = "From the address, or from the click on a municipality, until its profile is painted in the real browser; medians of\n"
    about += "seven. Slow 4G: 562 ms there and back, 1.4 Mbit/s, as the developer tools of Chromium have it; a phone's processor is\n"
    about += "taken to be four times as slow.\n\n"
    return f"### Until the profile is painted\n\n{about}```text\n{said.strip()}\n```\n"


def kis_size(said, _):
    about = "Fictional figures for a fictional country, written, opened in a new process, asked for profiles in that process\n"
    about += "(all cells of an area with their readings; areas at random, so many pages are read from the file for the first\n"
    about += "time), and verified. By itself: `cargo run --release -p release --example kis_size -- FOLDER`.\n\n"
    return f"### A release of full KIS size\n\n{about}{said.strip()}\n"


PARTS = {
    "build": build,
    "opening": opening,
    "pages": pages,
    "profile_query": profile_query,
    "kis_size": kis_size,
    "lighthouse": lighthouse,
    "painted": painted,
}
