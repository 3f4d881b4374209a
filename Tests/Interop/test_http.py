"""HTTP/1.1 as curl and h11 speak it."""

import gzip
import os
import random
import re
import subprocess

import h11
import pytest

import wire

BODY = random.Random(2).randbytes(1_000_000)


def curl(*arguments):
    """The output of curl, and its exit status 0."""
    result = subprocess.run(["curl", "--silent", "--show-error", "--max-time", "60", *map(str, arguments)], capture_output=True)
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "page.txt").write_bytes(b"0123456789" * 1000)
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(b"0123456789" * 1000))
    (tmp_path / "page.txt.br").write_bytes(b"what a brotli encoder would write")
    (tmp_path / "big.bin").write_bytes(BODY)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(b"secret")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "index.html").write_text("<!doctype html><title>below</title>")
    return tmp_path


@pytest.fixture
def static(start, folder):
    return start("--folder", folder)


def test_curl_keeps_one_connection_for_several_requests(server):
    out = curl("-w", "%{num_connects} %{http_code}\n", "-o", "/dev/null", server.http(), "-o", "/dev/null", server.http("/echo.js"),
               "-o", "/dev/null", server.http("/none"))  # fmt: skip
    assert out.decode().split("\n")[:3] == ["1 200", "0 200", "0 404"]


def test_a_head_request_gets_the_fields_of_get_and_no_body(server):
    got = curl("-i", server.http()).decode().split("\r\n\r\n", 1)
    head = curl("--head", server.http()).decode().split("\r\n\r\n", 1)
    differing = [line for line in set(got[0].split("\r\n")) ^ set(head[0].split("\r\n")) if not line.startswith("Date")]
    assert differing == [] and head[1] == ""
    assert f"Content-Length: {len(got[1].encode())}" in got[0]


@pytest.mark.parametrize(
    "asked, given, of",
    [("0-9", slice(0, 10), "0-9"), ("5-", slice(5, None), "5-999999"), ("-100", slice(-100, None), "999900-999999"),
     ("999999-2000000", slice(999999, None), "999999-999999")],
)  # fmt: skip
def test_a_range_of_a_file_is_that_part_of_it(static, asked, given, of):
    head, _, body = curl("-i", "-r", asked, static.http("/static/big.bin")).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 206 ")
    assert wire.fields(head.decode())["content-range"] == f"bytes {of}/1000000"
    assert body == BODY[given]


def test_several_ranges_come_in_parts(static):
    head, _, body = curl("-i", "-r", "0-1,500000-500009", static.http("/static/big.bin")).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 206 ")
    boundary = wire.fields(head.decode())["content-type"].removeprefix("multipart/byteranges; boundary=").strip('"').encode()
    parts = [part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for part in body.split(b"--" + boundary)[1:-1]]
    assert parts == [BODY[0:2], BODY[500000:500010]]


def test_a_range_beyond_the_end_is_416(static):
    head = curl("-i", "-r", "1000000-", static.http("/static/big.bin")).decode()
    assert head.startswith("HTTP/1.1 416 ") and "bytes */1000000" in head


def test_an_unchanged_file_is_304_and_a_changed_one_is_sent(static, folder):
    url = static.http("/static/page.txt")
    fields = wire.fields(curl("-I", url).decode())
    same = curl("-i", "-H", f"If-None-Match: {fields['etag']}", url).decode()
    assert same.startswith("HTTP/1.1 304 ") and same.endswith("\r\n\r\n")
    assert curl("-i", "-H", f"If-Modified-Since: {fields['last-modified']}", url).startswith(b"HTTP/1.1 304 ")
    (folder / "page.txt").write_text("changed")
    changed = curl("-i", "-H", f"If-None-Match: {fields['etag']}", url).decode()
    assert changed.startswith("HTTP/1.1 200 ") and changed.endswith("changed")


@pytest.mark.parametrize("accepted, coding, file", [("gzip", "gzip", ".gz"), ("gzip, br", "br", ".br"), ("br;q=0, gzip", "gzip", ".gz"),
                                                    ("identity", None, "")])  # fmt: skip
def test_the_compressed_neighbour_of_a_file_is_sent_to_whom_it_suits(static, folder, accepted, coding, file):
    head, _, body = curl("-i", "-H", f"Accept-Encoding: {accepted}", static.http("/static/page.txt")).partition(b"\r\n\r\n")
    fields = wire.fields(head.decode())
    assert fields.get("content-encoding") == coding and fields["vary"].lower() == "accept-encoding"
    assert fields["content-type"].startswith("text/plain")
    assert body == (folder / f"page.txt{file}").read_bytes()


def test_curl_inflates_what_it_asked_for(static, folder):
    (folder / "page.txt.br").unlink()
    assert curl("--compressed", static.http("/static/page.txt")) == b"0123456789" * 1000


def test_a_compressed_neighbour_older_than_the_file_is_not_sent(static, folder):
    for name in ("page.txt.gz", "page.txt.br"):
        os.utime(folder / name, (1, 1))
    assert b"Content-Encoding" not in curl("-i", "--compressed", static.http("/static/page.txt"))


@pytest.mark.parametrize("path", ["/static/../page.txt", "/static/%2e%2e/page.txt", "/static/.hidden", "/static/below/../../x",
                                  "/static/none", "/static//etc/passwd", "/static/page.txt%00", "/static/below%2findex.html"])  # fmt: skip
def test_what_is_not_to_be_served_is_refused(static, path):
    assert curl("--path-as-is", "-o", "/dev/null", "-w", "%{http_code}", static.http(path)) == b"404"


def test_an_empty_file_and_a_folder_are_served(static):
    assert curl("-w", "%{http_code}", static.http("/static/empty.txt")) == b"200"
    assert b"<title>below</title>" in curl(static.http("/static/below/"))


def test_an_upload_that_expects_100_comes_back_equal(server, tmp_path):
    (tmp_path / "body").write_bytes(BODY)
    trace = tmp_path / "trace"
    out = curl("--data-binary", f"@{tmp_path}/body", "-H", "Expect: 100-continue", "--expect100-timeout", "60", "--trace-ascii", trace,
               server.http("/echo"))  # fmt: skip
    assert out == BODY
    assert "HTTP/1.1 100 Continue" in trace.read_text(errors="replace")


def test_a_chunked_upload_comes_back_equal(server, tmp_path):
    (tmp_path / "body").write_bytes(BODY)
    assert curl("-T", f"{tmp_path}/body", "-X", "POST", "-H", "Transfer-Encoding: chunked", "-H", "Expect:", server.http("/echo")) == BODY


def test_a_body_above_the_limit_is_413(server, tmp_path):
    (tmp_path / "body").write_bytes(BODY + BODY)
    out = curl("-o", "/dev/null", "-w", "%{http_code}", "--data-binary", f"@{tmp_path}/body", "-H", "Expect: 100-continue",
               server.http("/echo"))  # fmt: skip
    assert out == b"413"


def test_an_old_client_gets_an_answer_that_ends_with_the_connection(server):
    out = curl("--http1.0", "-i", server.http())
    assert out.startswith(b"HTTP/1.1 200 ") and b"\r\nConnection: close\r\n" in out
    with wire.connect(server.address) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b"<title>Takhti" in wire.read_to_end(connection)
    with wire.connect(server.address) as connection:
        connection.sendall(b"POST /echo HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello")
        head, _, body = wire.read_to_end(connection).partition(b"\r\n\r\n")
        assert body == b"hello" and b"chunked" not in head
    with wire.connect(server.address) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" * 2 + b"GET / HTTP/1.0\r\n\r\n")
        assert wire.read_to_end(connection).count(b"HTTP/1.1 200 ") == 3


class H11Client:
    """h11 reads strictly, and complains about whatever does not belong there."""

    def __init__(self, server):
        self.socket = wire.connect(server.address)
        self.machine = h11.Connection(h11.CLIENT)

    def send(self, method, target, fields=(), pieces=()):
        self.socket.sendall(self.machine.send(h11.Request(method=method, target=target, headers=[("Host", "localhost"), *fields])))
        for piece in pieces:
            self.socket.sendall(self.machine.send(h11.Data(piece)))
        self.socket.sendall(self.machine.send(h11.EndOfMessage()))

    def read(self):
        """The response and its body; interim responses are passed over."""
        response, body = None, b""
        while True:
            event = self.machine.next_event()
            if event is h11.NEED_DATA:
                self.machine.receive_data(self.socket.recv(65536))
            elif isinstance(event, h11.Response):
                response = event
            elif isinstance(event, h11.Data):
                body += event.data
            elif isinstance(event, h11.EndOfMessage):
                return response, body


def test_h11_understands_every_kind_of_answer_on_one_connection(static):
    client = H11Client(static)
    rounds = [
        ("GET", "/", [], [], 200, None), ("HEAD", "/", [], [], 200, b""), ("GET", "/none", [], [], 404, b"not found\n"),
        ("GET", "/echo", [], [], 426, b""), ("GET", "/static/big.bin", [], [], 200, BODY),
        ("HEAD", "/static/big.bin", [], [], 200, b""), ("GET", "/static/big.bin", [("Range", "bytes=1-3")], [], 206, BODY[1:4]),
        ("GET", "/static/empty.txt", [], [], 200, b""), ("POST", "/echo", [("Content-Length", "0")], [], 200, b""),
        ("POST", "/echo", [("Content-Length", "5")], [b"hello"], 200, b"hello"),
        ("POST", "/echo", [("Transfer-Encoding", "chunked")], [b"one ", b"two ", b"three"], 200, b"one two three"),
        ("POST", "/echo", [("Content-Length", "1000000"), ("Expect", "100-continue")], [BODY], 200, BODY),
    ]  # fmt: skip
    for method, target, fields, pieces, status, expected in rounds:
        client.send(method, target, fields, pieces)
        response, body = client.read()
        assert (response.status_code, response.http_version) == (status, b"1.1")
        assert expected is None or body == expected
        assert client.machine.their_state is h11.DONE, f"{method} {target} {fields} cost the connection"
        client.machine.start_next_cycle()


def test_pipelined_requests_are_answered_in_their_order(static):
    requests = [f"GET /static/{name} HTTP/1.1\r\nHost: a\r\n\r\n" for name in ("big.bin", "page.txt", "none", "empty.txt")]
    requests += ["HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"] * 20
    with wire.connect(static.address) as connection:
        connection.sendall("".join(requests).encode() + b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        received = wire.read_to_end(connection)
    machine, answers = h11.Connection(h11.CLIENT), []
    machine.receive_data(received)
    for request in [*requests, "GET"]:
        machine.send(h11.Request(method=request.split()[0], target="/", headers=[("Host", "a")]))
        machine.send(h11.EndOfMessage())
        body = b""
        while not isinstance(event := machine.next_event(), h11.EndOfMessage):
            if isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                body += event.data
        answers.append((status, body))
        if request != "GET":
            machine.start_next_cycle()
    assert answers[:4] == [(200, BODY), (200, b"0123456789" * 1000), (404, b"not found\n"), (200, b"")]
    assert answers[4:-1] == [(200, b""), (200, b"abc")] * 20
    assert answers[-1][0] == 200 and machine.their_state is h11.MUST_CLOSE


def test_a_request_byte_by_byte_is_a_request(server):
    with wire.connect(server.address) as connection:
        for byte in b"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n":
            connection.sendall(bytes([byte]))
        head, _, body = wire.read_to_end(connection).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ") and re.sub(rb"[^a-z]", b"", body) == b"abc"


def test_what_is_no_websocket_handshake_is_told_how_to_make_one(server):
    for request, status in [
        (wire.upgrade_request().replace(b"Version: 13", b"Version: 8"), b"426"),
        (wire.upgrade_request().replace(b"Sec-WebSocket-Key: ", b"Sec-WebSocket-Key: x"), b"400"),
        (b"GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"426"),
    ]:
        with wire.connect(server.address) as connection:
            connection.sendall(request)
            head, _ = wire.read_head(connection)
            assert head.encode().startswith(b"HTTP/1.1 " + status)


def test_a_request_that_offers_websocket_with_another_method_is_not_upgraded(server):
    with wire.connect(server.address) as connection:
        connection.sendall(wire.upgrade_request().replace(b"GET ", b"POST "))
        assert not wire.read_head(connection)[0].startswith("HTTP/1.1 101 ")


@pytest.mark.parametrize("path", ["/", "/echo", "/none"])
def test_the_last_answer_says_that_it_is_the_last(server, path):
    with wire.connect(server.address) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        head = wire.read_to_end(connection).partition(b"\r\n\r\n")[0].decode()
        assert "close" in wire.fields(head)["connection"]  # RFC 9112 §9.6
