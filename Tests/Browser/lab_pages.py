"""What tests of the views of labs have in common: their page, with machines that nobody runs (web-client/tests/ui-dev-lab.ts)."""

import pytest

from dev_pages import calm, pages, wait
from test_views import site  # noqa: F401  (a fixture)

TERMINAL = "document.querySelector('takhti-terminal')"
TEXT = f"[...{TERMINAL}.querySelectorAll('.cells')].map((line) => line.textContent)"


@pytest.fixture
def lab(browser, site):  # noqa: F811
    with pages(browser) as open_page:

        def open_lab(query="", width=1366, height=768, **options):
            page = open_page(f"{site}lab.html?{query}", width, height, **options)
            wait(page, "!!window.desk")
            # Who drives says after a moment how large the screen is to be.
            wait(page, "!document.querySelector('takhti-terminal[data-driven]')?.clientWidth || desk.asked.some((one) => one.startsWith('resize'))")
            calm(page)
            return page

        yield open_lab


def phone(lab, query, **options):
    return lab(query, width=390, height=844, device_scale_factor=3, is_mobile=True, has_touch=True, **options)


def typed(page):
    return page.evaluate("desk.machines.get(first).typed")


def asked(page):
    return page.evaluate("desk.asked")


def focus_terminal(page):
    page.click("takhti-terminal .scroller", position={"x": 300, "y": 300})
    wait(page, "document.activeElement.matches('.typing')")
