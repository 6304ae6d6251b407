"""Every page, for everybody who may see it: accessible, light, alone, and at home on a phone."""

import pytest
from conftest import accessibility, screenshots

OPEN = ["/", "/aturan", "/aturan/WL-JAM-007", "/formulir", "/formulir/tenaga_kerja", "/tanda-terima", "/masuk", "/contoh"]
PAGES = {
    None: OPEN + ["/tidak-ada"],
    "company": ["/", "/laporan", "/laporan/baru", "/laporan/{mine}", "/laporan/{mine}/banding", "/akun", "/wilayah"],
    "inspector": ["/wilayah", "/wilayah/prioritas", "/wilayah/laporan/{mine}", "/kumpulan", "/akun"],
    "auditor": ["/audit", "/audit/laporan/{mine}", "/audit/peristiwa", "/audit/log", "/akun"],
    "administrator": ["/akun-akun", "/akun"],
}
EVERY = [(role, path) for role, paths in PAGES.items() for path in paths]
WEIGHT_MAX = 100_000  # bytes of a page with all that it loads


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("role", "path"), EVERY, ids=lambda value: str(value or "anyone"))
def test_page_is_for_everybody(visit, server, role, path, language, size):
    page = visit(role, size=size, language=language)
    weight = []
    page.on("response", lambda answer: weight.append(len(answer.body())) if answer.status == 200 else None)
    answer = page.goto(path.format(mine=server.number))
    assert answer.status < 500
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    picture(page, role, path, f"{language}-{size}")
    assert accessibility(page) == []
    assert sum(weight) < WEIGHT_MAX
    # A page that is not there, or not for this role, is an error to the browser's console by itself.
    assert [line for line in page.trouble if not (answer.status >= 400 and "status of" in line)] == []


@pytest.mark.parametrize(("role", "path"), EVERY, ids=lambda value: str(value or "anyone"))
def test_page_fits_320_pixels_and_large_text(visit, server, role, path):
    page = visit(role)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path.format(mine=server.number))
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "scrolls sideways at 320 pixels"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "scrolls sideways with text twice as large"


@pytest.mark.parametrize(("role", "path"), EVERY, ids=lambda value: str(value or "anyone"))
def test_dark_pages_keep_their_contrast(visit, server, role, path):
    page = visit(role, color_scheme="dark", reduced_motion="reduce")
    page.goto(path.format(mine=server.number))
    picture(page, role, path, "dark")
    assert [line for line in accessibility(page) if line.startswith("color-contrast")] == []


def test_the_check_of_accessibility_can_fail(visit):
    page = visit()
    page.goto("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/assets/ikon.svg\">')")
    assert any(line.startswith("image-alt") for line in accessibility(page))


def test_first_key_skips_to_the_content(visit):
    page = visit()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#isi"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_language_is_one_click_and_stays(visit):
    page = visit()
    page.goto("/")
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto("/aturan")
    assert page.locator("html").get_attribute("lang") == "en"


def picture(page, role, path, variant):
    """Draws the page, where somebody wants to look at it."""
    folder = screenshots()
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{role or 'anyone'}{path.replace('/', '-').replace('{mine}', 'number')}-{variant}.png"
        page.screenshot(path=folder / name, full_page=True)
