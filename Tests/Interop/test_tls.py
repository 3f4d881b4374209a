"""TLS as `openssl s_client` and Python's ssl see it."""

import hashlib
import re
import shutil
import signal
import ssl
import subprocess

import pytest

import wire
from echo_server import TRUSTING

REQUEST = b"GET /echo.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def s_client(server, *options, request=REQUEST):
    """What `openssl s_client` says, on both streams."""
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-servername", "localhost", "-ign_eof", *map(str, options)]
    result = subprocess.run(command, input=request, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return result.stdout.decode(errors="replace")


def make_certificate(folder, name, algorithm):
    options = {"ec": ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"], "rsa": ["rsa:2048"]}[algorithm]
    certificate, key = folder / f"{name}.crt", folder / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", *options, "-nodes", "-days", "30", "-subj", f"/CN={name}", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)  # fmt: skip
    return certificate, key


def fingerprint(der):
    return hashlib.sha256(der).hexdigest()


def plain_digits(text):
    return re.sub(r"[^0-9a-f]", "", text.lower())


def context(version=None, ciphers=None):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    if version:
        made.minimum_version = made.maximum_version = version
    if ciphers:
        made.set_ciphers(ciphers)
    return made


def fetch(server, wrap, session=None, request=REQUEST):
    """A request over a connection of its own: the answer, the socket and the session to resume."""
    plain = wire.connect(server.address)
    with wrap.wrap_socket(plain, server_hostname="localhost", session=session) as connection:
        connection.sendall(request)
        head, _ = wire.read_head(connection)
        return head, connection.session_reused, connection.session


@pytest.fixture
def secure(start, tmp_path):
    return start("--tls-self-signed", tmp_path / "tls")


@pytest.mark.parametrize("option, version", [("-tls1_3", "TLSv1.3"), ("-tls1_2", "TLSv1.2")])
def test_s_client_is_served_and_resumes(secure, tmp_path, option, version):
    first = s_client(secure, option, "-sess_out", tmp_path / "session")
    assert f"New, {version}" in first and "HTTP/1.1 200 OK" in first
    again = s_client(secure, option, "-sess_in", tmp_path / "session")
    assert f"Reused, {version}" in again and "HTTP/1.1 200 OK" in again


@pytest.mark.parametrize("option, security", [("-tls1_1", 0), ("-tls1", 0)])
def test_old_versions_are_refused(secure, option, security):
    said = s_client(secure, option, "-cipher", f"ALL:@SECLEVEL={security}")
    assert "alert protocol version" in said and "HTTP/1.1" not in said


def test_the_application_protocol_is_http_1_1(secure):
    assert "ALPN protocol: http/1.1" in s_client(secure, "-alpn", "h2,http/1.1")
    refused = s_client(secure, "-alpn", "h2")
    assert "HTTP/1.1 200" not in refused or "No ALPN negotiated" in refused


@pytest.mark.parametrize("algorithm", ["ec", "rsa"])
def test_only_ephemeral_keys_and_authenticated_ciphers_are_agreed_to(start, tmp_path, algorithm):
    certificate, key = make_certificate(tmp_path, "localhost", algorithm)
    server = start("--tls-cert", certificate, "--tls-key", key)
    listed = subprocess.run(
        ["openssl", "ciphers", "-s", "-tls1_2", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"], capture_output=True, text=True, check=True)  # fmt: skip
    accepted = set()
    for name in listed.stdout.strip().split(":"):
        try:
            client = context(ssl.TLSVersion.TLSv1_2, f"{name}:@SECLEVEL=0")
        except ssl.SSLError:
            continue  # this client does not know it itself
        try:
            with client.wrap_socket(wire.connect(server.address), server_hostname="localhost"):
                accepted.add(name)
        except (ssl.SSLError, ConnectionError):
            pass
    kind = {"ec": "ECDSA", "rsa": "RSA"}[algorithm]
    ciphers = ("AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305")
    assert accepted == {f"ECDHE-{kind}-{cipher}" for cipher in ciphers}


def test_compression_and_renegotiation_are_off(secure):
    said = s_client(secure, "-tls1_2")
    assert "Compression: NONE" in said and "Secure Renegotiation IS supported" in said
    assert "HTTP/1.1 200" not in s_client(secure, "-tls1_2", request=b"R\n")


def test_the_fingerprint_printed_is_the_certificates_and_stays_after_a_restart(start, tmp_path):
    seen = set()
    for _ in range(2):
        server = start("--tls-self-signed", tmp_path / "tls")
        with wire.connect(server.address, TRUSTING) as connection:
            assert fingerprint(connection.getpeercert(True)) == plain_digits(server.fingerprint)
        seen.add(server.fingerprint)
    assert len(seen) == 1
    assert (tmp_path / "tls" / "self-signed.key").stat().st_mode & 0o077 == 0


def test_a_certificate_read_anew_serves_new_connections_and_leaves_the_open_ones(start, tmp_path):
    old, new = make_certificate(tmp_path, "old", "ec"), make_certificate(tmp_path, "new", "rsa")
    certificate, key = tmp_path / "now.crt", tmp_path / "now.key"
    shutil.copy(old[0], certificate), shutil.copy(old[1], key)
    server = start("--tls-cert", certificate, "--tls-key", key, "--loops", 2)

    def served():
        with wire.connect(server.address, TRUSTING) as connection:
            return fingerprint(connection.getpeercert(True))

    with wire.RawWebSocket(server.address, wrap=TRUSTING) as open_one:
        before = served()
        shutil.copy(new[0], certificate), shutil.copy(new[1], key)
        server.process.send_signal(signal.SIGHUP)
        assert plain_digits(server.logged("certificate read anew").split("sha256=")[1].split()[0]) != before
        after = {served() for _ in range(10)}
        assert len(after) == 1 and after != {before}
        open_one.send(wire.TEXT, b"still here")
        assert open_one.read_frames() == [(0x81, b"still here")]
        key.write_text("no key")
        server.process.send_signal(signal.SIGHUP)
        server.logged("the certificate was not changed")
        assert {served()} == after


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_session_of_one_loop_is_resumed_on_the_other(start, tmp_path, version):
    server = start("--tls-self-signed", tmp_path / "tls", "--loops", 2)
    client = context(version)
    head, reused, session = fetch(server, client, request=wire.upgrade_request())
    assert not reused
    loops = {wire.fields(head)["takhti-loop"]}
    for _ in range(200):
        head, reused, _ = fetch(server, client, session, request=wire.upgrade_request())
        assert reused
        loops.add(wire.fields(head)["takhti-loop"])
        if loops == {"0", "1"}:
            return
    assert loops == {"0", "1"}


def test_plain_http_to_a_tls_port_ends_the_connection_and_no_more(secure):
    with wire.connect(secure.address) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"HTTP/1.1 200" not in wire.read_to_end(connection)
    assert fetch(secure, TRUSTING)[0].startswith("HTTP/1.1 200")


def test_our_client_resumes_in_a_storm_of_handshakes(secure):
    import json

    from echo_server import TAKHTI

    out = subprocess.run(
        [TAKHTI, "bench", "ws", "--url", secure.ws(), "--mode", "storm", "--connections", "4", "--seconds", "0.5", "--warm-up", "0.2", "--resume"],
        capture_output=True, text=True, check=True)  # fmt: skip
    report = json.loads(out.stdout)
    assert report["lost"] == 0 and report["delivered"] > 0
    assert report["resumed"] > report["delivered"] / 2
