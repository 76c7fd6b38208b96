"""Asks for pages over one connection that stays open, and says how long each answer took."""

import gzip
import re
import socket
import time
from dataclasses import dataclass

PAGE_TIME = re.compile(rb"server-timing:[^\r]*?dur=([0-9.]+)", re.IGNORECASE)


@dataclass
class Answer:
    """An answer, its time in seconds, and the handler's own time where the server says it."""

    status: int
    headers: bytes
    body: bytes
    took: float
    handler: float | None

    def header(self, name):
        found = re.search(rb"\r\n" + name.encode() + rb": ?([^\r]*)", self.headers, re.IGNORECASE)
        return found and found.group(1).decode()

    def plain(self):
        return gzip.decompress(self.body) if self.header("content-encoding") == "gzip" else self.body

    def text(self):
        return self.plain().decode()


class Client:
    """One connection to the loopback address."""

    def __init__(self, port, encoding="gzip"):
        self.port, self.encoding = port, encoding
        self.connect()

    def connect(self):
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.left = b""

    def close(self):
        self.socket.close()

    def get(self, path):
        request = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept-Encoding: {self.encoding}\r\n"
            "Accept: */*\r\nConnection: keep-alive\r\n\r\n"
        ).encode()
        began = time.perf_counter()
        self.socket.sendall(request)
        headers = self.until(b"\r\n\r\n")
        status = int(headers[9:12])
        lowered = headers.lower()
        if b"transfer-encoding: chunked" in lowered:
            body = self.chunks()
        else:
            length = re.search(rb"content-length: ?(\d+)", lowered)
            body = self.exactly(int(length.group(1))) if length else b""
        took = time.perf_counter() - began
        said = PAGE_TIME.search(headers)
        answer = Answer(status, headers, body, took, said and float(said.group(1)) / 1e3)
        if b"connection: close" in lowered:
            self.close()
            self.connect()
        return answer

    def chunks(self):
        body = []
        while True:
            size = int(self.until(b"\r\n").split(b";")[0], 16)
            piece = self.exactly(size + 2)
            if size == 0:
                return b"".join(body)
            body.append(piece[:-2])

    def receive(self):
        piece = self.socket.recv(1 << 16)
        if not piece:
            raise ConnectionError("the server closed the connection in the middle of an answer")
        self.left += piece

    def until(self, end):
        while (at := self.left.find(end)) < 0:
            self.receive()
        found, self.left = self.left[: at + len(end)], self.left[at + len(end) :]
        return found

    def exactly(self, size):
        while len(self.left) < size:
            self.receive()
        found, self.left = self.left[:size], self.left[size:]
        return found


def first_answer(server, path, patience=60):
    """Seconds from the start of a server until it answered `path`."""
    while time.perf_counter() - server.started < patience:
        try:
            client = Client(server.port)
            answer = client.get(path)
            took = time.perf_counter() - server.started
            client.close()
        except (ConnectionError, OSError):
            if server.child.poll() is not None:
                raise SystemExit("the server stopped before it answered; its log is beside the results")
            time.sleep(0.002)
            continue
        if answer.status != 200:
            raise SystemExit(f"{path}: status {answer.status}; expected 200")
        return took
    raise SystemExit(f"no answer on {path} within {patience} s")
