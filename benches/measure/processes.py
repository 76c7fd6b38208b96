"""Programs as the operating system sees them: time, processor time, memory."""

import os
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CLOCK = os.sysconf("SC_CLK_TCK")


@dataclass
class Run:
    """A program that ran to its end."""

    wall: float
    cpu: float
    peak_mb: float
    stdout: str
    stderr: str


def run(command, **options):
    """Runs a program; an exit code other than 0 is an error that shows what it said."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, **options)
    said = {}
    readers = [
        threading.Thread(target=lambda name=name, pipe=pipe: said.update({name: pipe.read()}))
        for name, pipe in (("stdout", child.stdout), ("stderr", child.stderr))
    ]
    for reader in readers:
        reader.start()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    for reader in readers:
        reader.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    text = {name: content.decode(errors="replace") for name, content in said.items()}
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} failed ({child.returncode}):\n{text['stderr'][-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, text["stdout"], text["stderr"])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    """A server that is running on the loopback address."""

    pid: int
    port: int
    started: float
    child: subprocess.Popen = field(repr=False)

    def memory(self):
        """Memory in MB: all of it (`rss`), its own (`own`), pages of mapped files (`mapped`)."""
        lines = dict(line.split(":", 1) for line in Path(f"/proc/{self.pid}/status").read_text().splitlines())
        return {
            name: int(lines[key].split()[0]) * 1024 / 1e6
            for name, key in (("rss", "VmRSS"), ("own", "RssAnon"), ("mapped", "RssFile"))
        }

    def cpu(self):
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / CLOCK


@contextmanager
def serving(command, port, log):
    """Starts a server and stops it at the end; `log` is the file that keeps what it said."""
    with open(log, "wb") as output:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        try:
            yield Server(child.pid, port, started, child)
        finally:
            child.terminate()
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@contextmanager
def watching(server, every=0.05):
    """Looks at the memory of a server while something else happens; gives the list of what was seen."""
    seen, stop = [], threading.Event()

    def look():
        while not stop.wait(every):
            seen.append(server.memory())

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        stop.set()
        watcher.join()
        seen.append(server.memory())
