"""Many visitors at once, by `wrk` on the loopback address."""

import json
import os
import resource
import tempfile

from .processes import run, watching

# Every thread of wrk walks through the addresses from its own place; the totals are printed as one line of JSON.
SCRIPT = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local threads = 0
function setup(thread) thread:set("at", threads * 7919); threads = threads + 1 end
function request()
  at = at + 1
  return wrk.format("GET", paths[at % #paths + 1], {["Accept-Encoding"] = "gzip"})
end
function done(summary, latency)
  local e = summary.errors
  print(string.format(
    '{"requests":%d,"seconds":%f,"bytes":%d,"p50":%f,"p99":%f,"errors":{"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d}}',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect, e.read, e.write, e.status, e.timeout))
end
"""


def press(server, paths, connections, seconds):
    """Asks for the addresses over so many connections at once, for so many seconds."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    with tempfile.TemporaryDirectory() as folder:
        script, list_of_paths = os.path.join(folder, "mix.lua"), os.path.join(folder, "paths")
        with open(script, "w") as file:
            file.write(SCRIPT)
        with open(list_of_paths, "w") as file:
            file.write("\n".join(paths) + "\n")
        threads = min(2, connections)
        command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", script]
        before, cpu = server.memory(), server.cpu()
        with watching(server) as seen:
            said = run([*command, f"http://127.0.0.1:{server.port}/"], env={**os.environ, "PATHS": list_of_paths})
        cpu = server.cpu() - cpu
    line = next(line for line in said.stdout.splitlines() if line.startswith("{"))
    result = json.loads(line)
    return {
        "connections": connections,
        "per_second": result["requests"] / result["seconds"],
        "p50_ms": result["p50"],
        "p99_ms": result["p99"],
        "errors": sum(result["errors"].values()),
        "kinds_of_error": {kind: count for kind, count in result["errors"].items() if count},
        "cpu_ms_per_request": cpu / result["requests"] * 1e3 if result["requests"] else None,
        "rss_before_mb": before["rss"],
        "rss_most_mb": max(look["rss"] for look in seen),
        "rss_after_mb": seen[-1]["rss"],
    }
