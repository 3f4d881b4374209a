"""Pictures of questions: who may send and see them, what becomes of a file, and what attackers put into one."""

import concurrent.futures
import http.client
import io
import os
import struct
import time
import zlib

import pytest
from PIL import Image

from echo_server import PATIENCE
from house_people import Browser, lecturer_of, owner_of


def drawn(form, width=640, height=480, **more):
    """A picture as a camera or a program would write it."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("P" if form == "GIF" else "RGB")
    file = io.BytesIO()
    picture.save(file, form, **more)
    return file.getvalue()


def png(width, height, data=b"", more=b""):
    """A PNG file by hand, with whatever in it."""
    def chunk(name, data):
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    head = struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def note(text):
    data = b"Comment\0" + text
    return struct.pack("!I", len(data)) + b"tEXt" + data + struct.pack("!I", zlib.crc32(b"tEXt" + data))


class Pictures:
    """Somebody who sends pictures to a room."""

    def __init__(self, browser, code=None):
        self.browser, self.code = browser, code or browser.house.code

    def send(self, file, **more):
        return self.browser.ask(f"rooms/{self.code}/pictures", body=file, kind="application/octet-stream", **more)

    def sent(self, file):
        """Patient: pictures are made few at once."""
        while (answer := self.send(file))[0] == 503:
            time.sleep(0.1)
        status, made = answer
        assert status == 200, (status, made)
        return made

    def refused(self, file, **more):
        status, answer = self.send(file, **more)
        assert status >= 400
        return status, answer["error"]


def seen(house, asset, code=None, cookie=None, form="", method="GET"):
    connection = http.client.HTTPConnection("localhost", house.port, timeout=PATIENCE)
    connection.request(method, f"/r/{code or house.code}/pictures/{asset}{form}", headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def pixels(body):
    picture = Image.open(io.BytesIO(body))
    assert picture.format == "WEBP"
    return picture


@pytest.fixture
def owner(open_house):
    return owner_of(open_house(), password=None)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_becomes_two_and_is_seen_by_those_in_the_room_alone(owner, enter, form):
    house = owner.house
    made = Pictures(owner).sent(drawn(form, 1600, 1200))
    assert (made["width"], made["height"]) == (1280, 960)
    student = enter(house, "Amina")
    answer, large = seen(house, made["asset"], cookie=student.cookie)
    assert answer.status == 200 and pixels(large).size == (1280, 960)
    assert pixels(seen(house, made["asset"], cookie=student.cookie, form="/small")[1]).size == (400, 300)
    assert pixels(seen(house, made["asset"], cookie=owner.cookie)[1]).size == (1280, 960)
    fields = answer.headers
    assert fields["Content-Type"] == "image/webp" and fields["X-Content-Type-Options"] == "nosniff"
    assert fields["Cache-Control"] == "private, max-age=31536000, immutable"
    assert fields["Content-Security-Policy"] == "default-src 'none'; sandbox" and fields["Content-Disposition"].startswith("inline")
    # Nobody else: not without a cookie, not from another room, not under another name.
    other = owner.do("rooms", {"name": "Other"})["code"]
    elsewhere = enter(house, "Bina", code=other)
    for code, cookie in [(None, None), (None, elsewhere.cookie), (other, elsewhere.cookie), (other, owner.cookie)]:
        assert seen(house, made["asset"], code=code, cookie=cookie)[0].status == 404
    for asset in ["0" * 64, made["asset"].upper(), made["asset"][:-1], "..%2f..%2fowner.key", "x"]:
        assert seen(house, asset, cookie=student.cookie)[0].status == 404


def test_the_picture_stays_over_a_restart_and_a_backup_has_it(owner, enter):
    house = owner.house
    made = Pictures(owner).sent(drawn("PNG"))
    assert Pictures(owner).sent(drawn("PNG")) == made
    house.stop()
    house.start()
    student = enter(house, "Amina")
    assert seen(house, made["asset"], cookie=student.cookie)[0].status == 200


def test_a_photograph_stands_upright_and_tells_nothing_of_its_camera(owner, enter):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "SecretCamera", {1: "N", 2: (24.0, 51.0, 0.0)}
    made = Pictures(owner).sent(drawn("JPEG", 640, 480, exif=exif))
    assert (made["width"], made["height"]) == (480, 640)
    body = seen(owner.house, made["asset"], cookie=owner.cookie)[1]
    assert b"SecretCamera" not in body and b"EXIF" not in body and b"Exif" not in body


def test_small_pictures_are_not_made_larger(owner):
    for form in ["PNG", "JPEG", "WEBP", "GIF"]:
        made = Pictures(owner).sent(drawn(form, 60, 40))
        assert (made["width"], made["height"]) == (60, 40), form


def test_of_a_moving_picture_the_first_is_taken(owner):
    frames = [Image.new("P", (50, 40), colour) for colour in (0, 1, 2)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    made = Pictures(owner).sent(file.getvalue())
    assert getattr(pixels(seen(owner.house, made["asset"], cookie=owner.cookie)[1]), "n_frames", 1) == 1


def test_who_may_not_prepare_may_not_send(owner, enter):
    house = owner.house
    file = drawn("PNG")
    student = Browser(house)
    student.cookies["takhti"] = enter(house, "Amina").cookie.split("=", 1)[1]
    assert Pictures(student).refused(file) == (401, "signInNeeded")
    lecturer = lecturer_of(owner)
    assert Pictures(lecturer).refused(file) == (404, "noSuchRoom")
    assert Pictures(owner, "NOPE99").refused(file) == (404, "noSuchRoom")
    for origin in ["http://evil.test", "null", None]:
        assert Pictures(owner).refused(file, origin=origin) == (403, "anotherOrigin")
    assert not (house.data / "assets").exists() or not list((house.data / "assets").iterdir())


def test_a_question_takes_its_picture_into_another_lesson(owner, enter):
    house = owner.house
    made = Pictures(owner).sent(drawn("PNG"))
    lecturer = lecturer_of(owner)
    theirs = lecturer.do("rooms", {"name": "Optics"})["code"]
    take = {"room": house.code, "picture": made["asset"]}
    assert lecturer.error(f"rooms/{theirs}/pictures/take", take) == (404, "noSuchRoom")
    assert owner.error(f"rooms/{theirs}/pictures/take", {**take, "picture": "0" * 64}) == (404, "noSuchRoom")
    assert owner.error(f"rooms/{theirs}/pictures/take", {**take, "picture": "zz"}) == (400, "badRequest")
    assert owner.do(f"rooms/{theirs}/pictures/take", take) == made
    student = enter(house, "Amina", code=theirs)
    assert seen(house, made["asset"], code=theirs, cookie=student.cookie)[0].status == 200


# Attacks.


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("file", [
    b"", b"x", SVG, b"\xef\xbb\xbf" + SVG, b"\x1f\x8b" + SVG, b"push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 0,0 'https://evil.test/x'\npop graphic-context",
    b"%!PS\n(/etc/passwd) run", b"%PDF-1.7", b"BM" + bytes(60), b"II*\0" + bytes(60), b"\0\0\0\x20ftypavif" + bytes(60), b"GIF87", b"RIFF\0\0\0\0WAVE", b"text:/etc/passwd",
    b"\0\0\1\0", b"P6 1 1 255 abc", b"MZ" + bytes(100), b"id=ImageMagick",
], ids=range(18))
def test_what_is_none_of_the_four_is_not_decoded(owner, file):
    assert Pictures(owner).refused(file) == (415, "notAPicture")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_what_is_cut_off_is_refused(owner, form):
    file = drawn(form)
    for part in [0.05, 0.3, 0.7, 0.95]:
        assert Pictures(owner).refused(file[:int(len(file) * part)]) == (422, "pictureBroken"), part


def test_ten_thousand_pixels_are_too_many(owner):
    pictures = Pictures(owner)
    assert pictures.refused(drawn("PNG", 10_000, 4)) == (413, "pictureTooLarge")
    assert pictures.refused(drawn("JPEG", 4, 10_000)) == (413, "pictureTooLarge")
    for width, height in [(0x7FFFFFFF, 0x7FFFFFFF), (50_000, 50_000), (5_000, 4_001)]:
        assert pictures.refused(png(width, height, bytes(1_000))) == (413, "pictureTooLarge")
    assert pictures.refused(png(0, 5)) == (422, "pictureBroken")


def test_bombs_are_contained(owner):
    pictures = Pictures(owner)
    # As many pixels as may be; the same from 32 kB; ten thousand times as much as the head says; a note that grows to 1 GB.
    width, height = 8_000, 2_500
    for form in ["JPEG", "PNG"]:
        made = pictures.sent(drawn(form, width, height))
        assert (made["width"], made["height"]) == (1280, 400), form
    for file in [png(width, height, bytes((width + 1) * height)), png(40, 40, bytes(400_000_000))]:
        assert pictures.send(file)[0] in (200, 422)
    grows = zlib.compressobj(9)
    text = b"Comment\0\0" + b"".join(grows.compress(bytes(1 << 20)) for _ in range(900)) + grows.flush()
    bomb = struct.pack("!I", len(text)) + b"zTXt" + text + struct.pack("!I", zlib.crc32(b"zTXt" + text))
    status, _ = pictures.send(png(40, 40, bytes(41 * 40), more=bomb))
    assert status in (200, 413, 422)
    assert pictures.sent(drawn("PNG"))["width"] == 640


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF"])
def test_of_a_file_that_is_also_another_only_the_pixels_stay(owner, form):
    script = b"*/=1;alert(document.cookie)//<script>alert(1)</script>"
    page = b"<html><body onload=alert(2)>" + b"PK\x05\x06" + bytes(18)
    if form == "PNG":
        file = png(40, 40, bytes(41 * 40), more=note(script)) + page
    elif form == "JPEG":
        file = drawn("JPEG", 40, 40, comment=script) + page
    else:
        file = drawn("GIF", 40, 40, comment=script) + page
    made = Pictures(owner).sent(file)
    for size in ["", "/small"]:
        body = seen(owner.house, made["asset"], cookie=owner.cookie, form=size)[1]
        assert pixels(body).size == (40, 40)
        for trace in [b"alert", b"script", b"html", b"PK", b"EXIF", b"XMP ", b"ICCP"]:
            assert trace not in body


def test_what_is_too_long_is_not_read(owner):
    assert Pictures(owner).refused(drawn("PNG") + bytes(1_000_000)) == (413, "pictureTooLarge")
    connection = http.client.HTTPConnection("localhost", owner.house.port, timeout=PATIENCE)
    connection.putrequest("POST", f"/api/rooms/{owner.house.code}/pictures")
    for name, value in {"Origin": owner.origin, "Cookie": owner.cookie, "Content-Length": "900000000"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    # Answered before anything of it is sent.
    assert connection.getresponse().status == 413
    connection.close()


def test_many_at_once_wait_for_their_turn(owner):
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        files = [drawn("PNG", 900 + number, 700) for number in range(12)]
        answers = list(pool.map(lambda file: one_try(owner, file), files))
    assert {status for status, _ in answers} <= {200, 503} and any(status == 200 for status, _ in answers)
    assert {answer["error"] for status, answer in answers if status == 503} <= {"busy"}
    assert Pictures(owner).sent(files[0])["width"] == 900
    assert not [name for name in os.listdir(owner.house.data / "assets") if name.startswith(".new")]


def one_try(owner, file):
    browser = Browser(owner.house)
    browser.cookies = dict(owner.cookies)
    return Pictures(browser).send(file)
