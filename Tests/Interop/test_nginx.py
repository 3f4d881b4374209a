"""nginx in front, as it often is."""

import asyncio
import os
import pwd
import re
import shutil
import socket
import subprocess
import time

import pytest
import websockets

import wire
from test_http import BODY, curl, folder, static  # noqa: F401

NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
CONFIGURATION = """
daemon off;
{user}
worker_processes 1;
pid {prefix}/nginx.pid;
error_log {prefix}/error.log info;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {prefix}/body;
  proxy_temp_path {prefix}/proxy;
  fastcgi_temp_path {prefix}/fastcgi;
  uwsgi_temp_path {prefix}/uwsgi;
  scgi_temp_path {prefix}/scgi;
  client_max_body_size 2m;
  map $http_upgrade $connection_field {{ default upgrade; "" ""; }}
  upstream takhti {{ server 127.0.0.1:{upstream}; keepalive 4; }}
  server {{
    listen 127.0.0.1:{port} reuseport;
    location / {{
      proxy_pass http://takhti;
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_field;
    }}
  }}
}}
"""


class Nginx:
    def __init__(self, upstream, prefix):
        self.prefix = prefix
        # Nobody else gets its port meanwhile: it is shared with a socket that does not listen.
        self.holder = socket.socket()
        self.holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.holder.bind(("127.0.0.1", 0))
        self.port = self.holder.getsockname()[1]
        user = f"user {pwd.getpwuid(os.getuid()).pw_name};" if os.getuid() == 0 else ""
        (prefix / "nginx.conf").write_text(
            CONFIGURATION.format(user=user, prefix=prefix, upstream=upstream.port, port=self.port))  # fmt: skip
        self.process = subprocess.Popen([NGINX, "-p", prefix, "-c", prefix / "nginx.conf", "-e", prefix / "error.log"])
        while True:
            try:
                wire.connect(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                assert self.process.poll() is None, self.errors()
                time.sleep(0.01)

    def url(self, path, scheme="http"):
        return f"{scheme}://127.0.0.1:{self.port}{path}"

    def errors(self):
        """What nginx found wrong with us."""
        log = (self.prefix / "error.log").read_text()
        serious = [line for line in log.splitlines() if re.search(r"\[(warn|error|crit|alert|emerg)\]", line)]
        return [line for line in serious if "is buffered to a temporary file" not in line]

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.holder.close()


@pytest.fixture
def nginx(static, tmp_path_factory):  # noqa: F811
    proxy = Nginx(static, tmp_path_factory.mktemp("nginx"))
    yield proxy
    proxy.stop()
    assert proxy.errors() == []


def test_nginx_passes_files_ranges_and_conditions_on(nginx):
    url = nginx.url("/static/big.bin")
    assert curl(url) == BODY
    assert curl("-r", "100-199", url) == BODY[100:200]
    tag = wire.fields(curl("-I", url).decode())["etag"]
    assert curl("-i", "-H", f"If-None-Match: {tag}", url).startswith(b"HTTP/1.1 304 ")
    assert curl("-w", "%{http_code}", "-o", "/dev/null", nginx.url("/none")) == b"404"


def test_nginx_keeps_its_connections_to_us(nginx, static):  # noqa: F811
    before = static.descriptors()
    for _ in range(20):
        curl("-o", "/dev/null", nginx.url("/"))
    assert static.descriptors() <= before + 4  # as many as nginx is told to keep


def test_an_upload_through_nginx_comes_back_equal(nginx, tmp_path):
    (tmp_path / "upload").write_bytes(BODY)
    assert curl("--data-binary", f"@{tmp_path}/upload", nginx.url("/echo")) == BODY
    assert curl("-T", f"{tmp_path}/upload", "-X", "POST", "-H", "Transfer-Encoding: chunked", nginx.url("/echo")) == BODY


def test_a_websocket_through_nginx_is_one(nginx):
    async def talk():
        async with websockets.connect(nginx.url("/echo", "ws"), max_size=None) as client:
            for message in ("words", b"bytes", "x" * 100_000):
                await client.send(message)
                assert await client.recv() == message
            await (await client.ping())
        assert client.close_code == 1000

    asyncio.run(talk())
