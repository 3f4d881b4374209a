"""Pictures in questions between real browsers and the real server: chosen, described, seen, enlarged, small first."""

import io

from conftest import LAPTOP, WALL
from dev_pages import calm
from PIL import Image, ImageDraw
from person import LESSON
from test_access import violations
from test_talk import may_talk


def drawn(width=1600, height=1000, colour="teal"):
    picture = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(picture).ellipse((width / 8, height / 8, width * 7 / 8, height * 7 / 8), fill=colour)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def file(name="leaf.png", body=None, kind="image/png"):
    return {"name": name, "mimeType": kind, "buffer": drawn() if body is None else body}


def prepares(lecturer):
    lecturer.panel("Polls")
    lecturer.page.click("text=Prepare a poll")
    lecturer.page.fill(".editor textarea", "Which part makes sugar?")
    lecturer.page.set_input_files(".editor > .picture-field input[type=file]", file())
    lecturer.page.wait_for_selector(".editor > .picture-field takhti-picture")
    lecturer.page.fill(".editor > .picture-field input:not([type=file])", "A leaf, cut through")
    lecturer.page.fill("[aria-label='Answer 1']", "The skin")
    lecturer.page.set_input_files(".picture-field:has([aria-label='Picture for answer 2']) input[type=file]", file(body=drawn(300, 300, "green")))
    lecturer.page.wait_for_selector(".edit + .picture-field takhti-picture")
    lecturer.page.fill(".edit + .picture-field input:not([type=file])", "Green cells")


def whole(person, selector):
    person.wait(f"(() => {{ const image = document.querySelector({selector!r}); return image?.complete && image.naturalWidth > 400; }})()")


def place(person, selector):
    return person.get(f"(({{ x, y, width, height }}) => [x, y, width, height].map(Math.round))(document.querySelector({selector!r}).getBoundingClientRect())")


def test_a_picture_is_prepared_seen_by_all_and_enlarged(lecturer, student, somebody, server):
    may_talk(lecturer, student)
    prepares(lecturer)
    lecturer.page.click("text=Ask now")
    image = "takhti-poll > takhti-picture img"
    student.page.wait_for_selector(image)
    calm(student.page)
    before = place(student, "takhti-poll")
    whole(student, image)
    assert place(student, "takhti-poll") == before
    student.page.wait_for_selector("takhti-poll .option img")
    assert student.get(f"[document.querySelector({image!r}).alt, document.querySelector('takhti-poll .option img').alt]") == ["A leaf, cut through", "Green cells"]
    whole(lecturer, ".poll-now > takhti-picture img")
    assert violations(student) == [] and violations(lecturer) == []
    # Enlarged by a tap and by the keyboard, and away again.
    student.page.click("takhti-poll > takhti-picture .pic")
    student.page.wait_for_selector("dialog[open] img")
    assert violations(student) == []
    student.page.keyboard.press("Escape")
    student.page.wait_for_selector("dialog", state="detached")
    student.page.click("takhti-poll .pictured .plain")
    student.page.click("dialog .primary")
    student.page.wait_for_selector("dialog", state="detached")
    # What is tapped is the answer still.
    student.page.click("takhti-poll .option:has(img)")
    student.reads("Stored.")
    lecturer.wait(f"{LESSON}.polls[0].tally?.rows.find(({{ row }}) => row === 1)?.votes === 1")
    # Who comes later finds it, too; who is in no room does not.
    late = somebody(LAPTOP).joins(server, "Chinwe")
    whole(late, image)
    address = late.get(f"document.querySelector({image!r}).src").removesuffix("/small")
    stranger = somebody(LAPTOP, expected=("404",)).open(server.address)
    assert stranger.page.request.get(address).status == 404
    assert late.page.request.get(address).headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_the_hall_sees_the_picture_large(lecturer, student, somebody, server):
    screen = somebody(WALL, expected=("404",)).open(f"{server.address}/screen")
    screen.wait("document.querySelector('.screen-code')?.innerText.length >= 6")
    code = "".join(screen.page.inner_text(".screen-code").split())
    assert lecturer.get(f"fetch('/api/screens', {{ method: 'POST', headers: {{ 'Content-Type': 'application/json' }}, body: JSON.stringify({{ code: {code!r}, room: {server.code!r} }}) }}).then((answer) => answer.ok)")
    screen.wait(f"{LESSON}?.me?.role === 'screen' && {LESSON}.isTalking")
    lecturer.get(f"{LESSON}.setDisplay({{ ...{LESSON}.display, results: true }})")
    may_talk(lecturer, student)
    prepares(lecturer)
    lecturer.page.click("text=Ask now")
    whole(screen, "takhti-display .poll > takhti-picture img")
    assert place(screen, "takhti-display .poll > takhti-picture")[3] > 300


def test_on_a_slow_link_the_small_one_comes_and_waits_for_a_tap(lecturer, student, server):
    may_talk(lecturer, student)
    slow = student.context.new_cdp_session(student.page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", {"offline": False, "latency": 1_200, "downloadThroughput": 8_000, "uploadThroughput": 8_000})
    asked = []
    student.page.on("request", lambda request: asked.append(request.url) if "/pictures/" in request.url else None)
    prepares(lecturer)
    lecturer.page.click("text=Ask now")
    student.wait("document.querySelector('takhti-poll > takhti-picture img')?.naturalWidth > 0")
    student.page.wait_for_timeout(3_000)
    assert asked and all(url.endswith("/small") for url in asked)
    student.page.click("takhti-poll > takhti-picture .pic")
    whole(student, "dialog img")


def test_what_is_no_picture_is_refused_with_a_reason(somebody, server):
    lecturer = somebody(WALL, expected=("415", "422")).teaches(server)
    lecturer.panel("Polls")
    lecturer.page.click("text=Prepare a poll")
    field = ".editor > .picture-field"
    for name, body, words in [("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture of a kind that is taken"), ("x.png", drawn()[:500], "damaged or cut off")]:
        lecturer.page.set_input_files(f"{field} input[type=file]", file(name, body))
        lecturer.page.wait_for_selector(f"{field} p:text('{words}')")
    lecturer.page.set_input_files(f"{field} input[type=file]", file())
    lecturer.page.click(f"{field} [aria-label='Remove the picture']")
    assert lecturer.page.locator(f"{field} takhti-picture").count() == 0
