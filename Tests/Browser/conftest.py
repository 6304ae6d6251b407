"""One server and one browser for all tests; a person of each role who is signed in."""

import os
import pathlib
import shutil

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import house

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    made = house.Server(folder)
    made.seed()
    yield made
    assert made.stop() == 0, "the server did not stop in order"


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("WLKP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(server, chromium):
    """Gives the cookies of a role's person; the password is set through the one-time link, as a person does it."""
    kept = {}

    def state(role):
        if role not in kept:
            context = chromium.new_context(base_url=server.base, locale="id-ID")
            page = context.new_page()
            page.goto(server.invitation(role))
            for field in page.locator("input[type=password]").all():
                field.fill(house.PASSWORD)
            page.locator("main form button").first.click()
            sign_in(page, server.people[role][0])
            kept[role] = context.storage_state()
            context.close()
        return kept[role]

    return state


def sign_in(page, name, password=house.PASSWORD):
    """Signs in through the form."""
    page.goto("/masuk")
    if page.locator("main input[type=password]").count() == 0:
        return
    page.locator("main input:not([type=hidden]):not([type=password])").first.fill(name)
    page.locator("main input[type=password]").fill(password)
    page.locator("main form button").first.click()


@pytest.fixture
def visit(server, chromium, signed_in):
    """Opens a page as somebody: `visit(role=None, size="desktop", language="id", script=True)`."""
    contexts = []

    def open_as(role=None, size="desktop", language="id", script=True, **options):
        context = chromium.new_context(
            base_url=server.base,
            viewport=SIZES[size],
            locale={"id": "id-ID", "en": "en-GB"}[language],
            java_script_enabled=script,
            storage_state=signed_in(role) if role else None,
            accept_downloads=True,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.trouble = []
        page.on("pageerror", lambda error: page.trouble.append(f"script: {error}"))
        page.on("console", lambda line: page.trouble.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: note_foreign(page, server.base, request.url))
        return page

    yield open_as
    for context in contexts:
        context.close()


def note_foreign(page, base, address):
    """Pages ask nobody but their own server."""
    if not address.startswith((base, "data:", "blob:")):
        page.trouble.append(f"asked {address}")


def accessibility(page):
    """What axe-core finds, a line each."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    return [
        f"{item['id']} ({item['impact']}): {item['help']}: {', '.join(str(node['target']) for node in item['nodes'][:3])}"
        for item in found["violations"]
    ]


def screenshots():
    """Where pages are drawn to, when somebody wants to look at them."""
    folder = os.environ.get("WLKP_SCREENSHOTS")
    return pathlib.Path(folder) if folder else None


def reach(page, selector, steps=80):
    """Presses Tab until the element has the focus, which must show."""
    for _ in range(steps):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            style = "(e => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow })(document.activeElement)"
            assert page.evaluate(style) != "nonenone", f"{selector} has the focus and does not show it"
            return
    pytest.fail(f"{selector} is not reached in {steps} steps")
