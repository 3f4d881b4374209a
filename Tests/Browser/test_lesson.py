"""A lesson on the real server: what one does, the others see; what breaks loses nothing."""

from conftest import LAPTOP, PHONE, WALL
from person import LESSON, ROOM, STROKES


def test_what_the_lecturer_draws_everybody_shows_also_late_and_after_a_reload(lecturer, student, somebody, server):
    lecturer.draw((200, 200), (500, 420), (800, 200))
    lecturer.draw((900, 300), (1300, 300), (1300, 700), (900, 700), (900, 300))
    lecturer.draws(12, y=800)
    student.sees(14)
    student.shows_the_same_as(lecturer)
    late = somebody(LAPTOP).joins(server, "Chinedu Okafor")
    late.sees(14)
    late.shows_the_same_as(lecturer)
    for person in (lecturer, student, late):
        person.reload().sees(14)
        person.agrees_with(server)
    student.shows_the_same_as(lecturer)
    late.shows_the_same_as(lecturer)


def test_a_missing_stroke_is_a_difference(lecturer, student):
    """The comparison itself, so that the others mean something."""
    lecturer.draws(12)
    student.sees(12)
    before = student.picture()
    lecturer.draw((1500, 800), (1530, 815))
    student.sees(13)
    assert not before.same_as(lecturer.picture())
    student.shows_the_same_as(lecturer)


# --- links break ----------------------------------------------------------------------------------------------------


def test_what_is_drawn_offline_and_over_a_reload_arrives_once_and_in_order(somebody, server):
    lecturer, other = somebody(WALL).teaches(server), somebody(LAPTOP).teaches(server)
    lecturer.draw((200, 200), (400, 200))
    other.sees(1)
    lecturer.works_offline()
    lecturer.context.set_offline(True)
    lecturer.draws(10)
    other.draws(5, y=700)
    lecturer.reads("Offline · ")
    lecturer.reload()
    lecturer.wait("!!document.querySelector('takhti-tools .tool')")
    lecturer.sees(11)
    lecturer.draws(10, y=400)
    other.draws(5, y=850)
    other.sees(11)
    lecturer.sees(21)
    written = [key for key in lecturer.strokes[1:]]
    assert len(written) == 20
    places = f"{STROKES}.map(({{ samples }}) => [samples[0].x, samples[0].y].join())"
    mine = lecturer.get(places)[1:]
    lecturer.context.set_offline(False)
    other.sees(31)
    lecturer.sees(31)
    # All twenty, each once, one after the other as they were written, and among them nobody else's.
    for person in (lecturer, other):
        there = person.get(places)
        assert len(set(there)) == 31
        assert [place for place in there if place in mine] == mine
    for person in (lecturer, other):
        person.agrees_with(server)
    other.shows_the_same_as(lecturer)
    lecturer.reload().sees(31)


def test_a_server_that_is_killed_while_somebody_writes_comes_back_without_a_loss(lecturer, student, server):
    marked = "document.querySelector('takhti-room').wasHere = true"
    for person in (lecturer, student):
        person.get(marked)
    for round in range(3):
        lecturer.draws(2, y=200 + 220 * round)
        places = [lecturer.at(900 + 80 * step, 250 + 220 * round + 40 * (step % 2)) for step in range(9)]
        lecturer.page.mouse.move(*places[0])
        lecturer.page.mouse.down()
        for place in places[1:4]:
            lecturer.page.mouse.move(*place, steps=4)
        server.kill()
        for place in places[4:7]:
            lecturer.page.mouse.move(*place, steps=4)
        lecturer.reads("Reconnecting")
        server.start()
        for place in places[7:]:
            lecturer.page.mouse.move(*place, steps=4)
        lecturer.page.mouse.up()
        lecturer.stored()
    lecturer.settle()
    # A stroke that the server ended when it fell may go on as a second one.
    assert len(lecturer.strokes) >= 9
    for person in (lecturer, student):
        assert person.get("document.querySelector('takhti-room').wasHere") is True
        person.agrees_with(server)
    assert student.strokes == lecturer.strokes
    student.shows_the_same_as(lecturer)
    inked = lecturer.picture()
    lecturer.reload().agrees_with(server)
    lecturer.shows_again(inked)


# --- who may write --------------------------------------------------------------------------------------------------



def test_students_write_when_they_may_and_everybody_sees_everybody(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    students = (student, second)
    tools = "!!document.querySelector('takhti-tools:not([hidden]) .tool')"
    for person in students:
        assert not person.get(tools)
        person.draw((300, 300), (600, 500))
        person.page.keyboard.press("0")
    assert lecturer.strokes == []
    # One person gets the pen.
    lecturer.panel("People")
    lecturer.page.click("[aria-label='Give Thandiwe Dube the pen']")
    second.wait(tools)
    assert not student.get(tools)
    second.draw((300, 300), (600, 500))
    lecturer.sees(1)
    lecturer.page.click("[aria-label='Take the pen from Thandiwe Dube']")
    second.wait(f"!({tools})")
    second.draw((300, 600), (600, 700))
    second.page.keyboard.press("0")
    # All get it, and write at once.
    lecturer.page.click("text=Everybody may write")
    for person in students:
        person.wait(tools)
    lecturer.page.keyboard.press("Escape")
    writers = ((lecturer, 200), (student, 450), (second, 700))
    places = {person: [person.at(400 + 100 * step, y + 40 * (step % 2)) for step in range(8)] for person, y in writers}
    for person, _ in writers:
        person.page.mouse.move(*places[person][0])
        person.page.mouse.down()
    for step in range(1, 8):
        for person, _ in writers:
            person.page.mouse.move(*places[person][step], steps=2)
    for person, _ in writers:
        person.wait(f"{STROKES}.filter(({{ isOpen }}) => isOpen).length === 3")
    for person, _ in writers:
        person.page.mouse.up()
    for person, _ in writers:
        person.sees(4)
        person.agrees_with(server)
    for person in students:
        person.shows_the_same_as(lecturer)
    lecturer.panel("People")
    lecturer.page.click("text=Everybody may write")
    for person in students:
        person.wait(f"!({tools})")


# --- a page, and pages ----------------------------------------------------------------------------------------------


def count(person):
    return len(person.strokes)


def test_strokes_are_erased_cut_taken_back_and_made_again(lecturer, student):
    lecturer.draw((300, 300), (900, 300), steps=20)
    lecturer.draw((300, 500), (900, 500), steps=20)
    student.sees(2)
    lecturer.page.keyboard.press("e")
    lecturer.draw((600, 250), (600, 350))
    student.sees(1)
    lecturer.page.keyboard.press("Control+z")
    student.sees(2)
    student.shows_the_same_as(lecturer)
    lecturer.page.keyboard.press("Control+Shift+z")
    student.sees(1)
    lecturer.page.click("takhti-tools [aria-label='Eraser']")
    lecturer.page.click("text=By area")
    lecturer.draw((600, 450), (600, 550))
    student.wait(f"{STROKES}[0].cuts.length === 1")
    student.shows_the_same_as(lecturer)
    lecturer.page.click("takhti-tools [aria-label='Undo']")
    student.wait(f"{STROKES}[0].cuts.length === 0")
    student.shows_the_same_as(lecturer)
    lecturer.page.click("takhti-tools [aria-label='Redo']")
    student.wait(f"{STROKES}[0].cuts.length === 1")
    student.reload().sees(1)
    student.shows_the_same_as(lecturer)


def test_colours_widths_and_the_highlighter_look_the_same_everywhere(lecturer, student):
    for index in range(3):
        lecturer.page.keyboard.press(str(index + 1))
        lecturer.draw((300, 250 + 100 * index), (700, 300 + 100 * index))
    lecturer.page.click("takhti-tools [aria-label='Pen 3']")
    lecturer.page.click("[aria-label='Colour 7']")
    lecturer.page.click("[aria-label='Width 5']")
    lecturer.draw((900, 250), (1300, 500))
    lecturer.page.keyboard.press("h")
    lecturer.draw((280, 620), (1500, 620))
    student.sees(5)
    styles = f"JSON.stringify({STROKES}.map(({{ style }}) => style))"
    assert student.get(styles) == lecturer.get(styles)
    assert student.get(f"{STROKES}[3].style.colour.index") == 6 and student.get(f"{STROKES}[4].style.tool") == "highlighter"
    student.shows_the_same_as(lecturer)


TITLES = f"{LESSON}.pages.map(({{ title }}) => title)"


def test_pages_are_added_named_ordered_removed_put_back_and_followed(lecturer, student, server):
    lecturer.draw((300, 300), (600, 300))
    student.sees(1)
    student.page.click("[aria-label=More]:visible")
    lecturer.panel("Add a page")
    student.reads("2 / 2")
    student.sees(0)
    lecturer.draw((300, 300), (600, 300))
    lecturer.draw((300, 400), (600, 400))
    student.sees(2)
    lecturer.panel("Pages")
    for n, name in ((1, "Forces"), (2, "Energie – énergie – طاقة")):
        field = f"[aria-label='Name of page {n}']"
        lecturer.page.fill(field, name)
        lecturer.page.press(field, "Enter")
        lecturer.page.press(field, "Tab")
    student.wait(f"{TITLES}.join() === 'Forces,Energie – énergie – طاقة'")
    lecturer.page.click("[aria-label='Move page 2 earlier']")
    student.wait(f"{TITLES}[1] === 'Forces'")
    student.reads("1 / 2")
    student.sees(2)
    # The page that is shown goes: the lesson is on another one, and comes back.
    lecturer.page.click("[aria-label='Remove page 1']")
    student.reads("1 / 1")
    student.sees(1)
    lecturer.page.click("text=Put it back")
    student.reads("/ 2")
    lecturer.page.click("[aria-label='Go to page 1']")
    student.sees(2)
    lecturer.page.keyboard.press("Escape")
    lecturer.page.keyboard.press("PageDown")
    student.sees(1)
    student.shows_the_same_as(lecturer)
    # Who looks at another page is not pulled away, and comes back with one tap.
    student.page.click(".ways [aria-label='Page 2 of 2']")
    student.page.click("[aria-label='Go to page 1']")
    student.reads("Back to the lesson")
    student.page.click("takhti-pages [aria-label='Close']")
    student.page.click("text=Back to the lesson")
    student.wait(f"{ROOM}.shown === {LESSON}.taught && !document.querySelector('.return button')")
    for person in (lecturer, student):
        person.agrees_with(server)
