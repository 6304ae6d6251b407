"""A company's journey in a real browser: from a spreadsheet's file to a receipt."""

import csv
import io
import re
import subprocess

import house
import pytest
from conftest import accessibility, reach, sign_in


@pytest.fixture(scope="module")
def company(server, chromium, tmp_path_factory):
    """A company that has filed nothing yet, with its person's cookies and a folder for its files."""
    folder = tmp_path_factory.mktemp("company")
    good = house.sample(folder, "laporan.csv", 31)
    name = "hrd.baru@contoh.example"
    link = server.person(name, "company", "nib:" + house.nib(good))
    context = chromium.new_context(base_url=server.base, locale="id-ID")
    page = context.new_page()
    page.goto(link)
    for field in page.locator("input[type=password]").all():
        field.fill(house.PASSWORD)
    page.locator("main form button").first.click()
    sign_in(page, name)
    state = context.storage_state()
    context.close()
    return {"folder": folder, "good": good, "state": state, "name": name}


def upload(page, path):
    """Uploads a file on the company's page and waits for its result."""
    page.goto("/laporan/baru")
    page.get_by_label("Berkas laporan").set_input_files(path)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url(re.compile("/laporan/naskah/"))


def open_as(chromium, server, company, **options):
    context = chromium.new_context(base_url=server.base, locale="id-ID", storage_state=company["state"], **options)
    return context.new_page()


def press_until(page, key, happened, tries=4):
    """Presses a key until something happened; a busy browser may lose a press, and a person presses again."""
    for _ in range(tries):
        page.keyboard.press(key)
        for _ in range(50):
            if happened:
                return
            page.wait_for_timeout(100)
    focused = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    pytest.fail(f"{key} did nothing in {tries} tries on {focused}")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_good_report_is_filed_and_its_receipt_verifies(server, chromium, company, script):
    period = 2025 if script else 2024
    path = house.sample(company["folder"], f"laporan-{period}.csv", 31, *(["--year", period] if not script else []))
    page = open_as(chromium, server, company, java_script_enabled=script, accept_downloads=True)
    upload(page, path)
    assert "diterima" in page.locator("h1").inner_text().lower()
    page.get_by_role("link", name="Lihat yang akan dikirim").click()
    assert page.locator("h1").inner_text() == "Periksa sekali lagi, lalu kirim"
    assert accessibility(page) == [] if script else True
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_url(re.compile(r"/laporan/\d{4}-"))
    assert page.get_by_role("status").first.is_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tanda terima teks").click()
    receipt = company["folder"] / "tanda-terima.txt"
    waiting.value.save_as(receipt)
    house.run("receipt", "verify", receipt, "--key", f"{server.store}.pub", "--file", path)
    page.goto("/laporan")
    assert page.get_by_role("link", name=re.compile(r"\d{4}-\d{4}-")).count() >= 1
    page.context.close()


def test_filing_twice_gives_one_report(server, chromium, company):
    path = house.sample(company["folder"], "laporan-2023.csv", 31, "--year", 2023)
    page = open_as(chromium, server, company)
    upload(page, path)
    page.get_by_role("link", name="Lihat yang akan dikirim").click()
    token = page.locator("form[data-once] input[name=token]").get_attribute("value")
    address = page.locator("form[data-once]").get_attribute("action")
    answers = [
        page.request.post(address, form={"token": token}, headers={"Origin": server.base}, max_redirects=0)
        for _ in range(2)
    ]
    places = {answer.headers.get("location", "").split("?")[0] for answer in answers}
    assert len(places) == 1 and re.search(r"/laporan/\d{4}-", places.pop())


def test_a_wrong_report_says_what_and_where(server, chromium, company):
    path = house.sample(company["folder"], "salah.csv", 31, "--with", "WL-SUM-004", "--with", "WL-ID-001")
    page = open_as(chromium, server, company)
    upload(page, path)
    sentence = page.locator("h1").inner_text()
    assert re.match(r"Belum bisa diterima", sentence)
    body = page.locator("main").inner_text()
    assert "WL-SUM-004" in body and "baris" in body
    assert page.get_by_role("link", name="Lihat yang akan dikirim").count() == 0
    assert accessibility(page) == []


def test_a_safe_fix_is_shown_then_taken(server, chromium, company):
    rows = company["good"].read_text().replace(",2025-11-30,2025-12-12,", ",30/11/2025,12/12/2025,", 1)
    path = company["folder"] / "tanggal.csv"
    path.write_text(rows.replace("\r\n", "\n").replace("PT ", " PT ", 1))
    page = open_as(chromium, server, company)
    upload(page, path)
    if page.get_by_role("button", name="Lihat hasil perbaikan").count() == 0:
        pytest.fail("no repair is offered")
    page.get_by_role("button", name="Lihat hasil perbaikan").click()
    assert page.locator("table tbody tr").count() >= 1
    assert accessibility(page) == []
    page.get_by_role("button", name="Pakai berkas yang diperbaiki").click()
    assert "diterima" in page.locator("h1").inner_text().lower()


def test_a_doubtful_answer_is_confirmed_with_a_reason(server, chromium, company):
    path = house.sample(company["folder"], "konfirmasi.csv", 31, "--with", "WL-ID-009", "--year", 2022)
    page = open_as(chromium, server, company)
    upload(page, path)
    page.get_by_role("button", name="Nyatakan benar").click()
    if page.locator(".error-summary").count() == 0:  # the browser itself asks for the reason first
        assert page.locator("select:invalid").count() >= 1
    for choice in page.locator("#konfirmasi ~ form select, section select").all():
        choice.select_option(index=1)
    page.get_by_role("button", name="Nyatakan benar").click()
    page.get_by_role("link", name="Lihat yang akan dikirim").click()
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_url(re.compile(r"/laporan/\d{4}-"))


def test_keyboard_alone_files_a_report(server, chromium, company):
    path = house.sample(company["folder"], "laporan-2021.csv", 31, "--year", 2021)
    page = open_as(chromium, server, company)
    choosers = []
    # Asked for before the page opens: the browser learns in the background that the chooser is to be heard of.
    page.on("filechooser", lambda chooser: choosers.append(chooser))
    page.goto("/laporan/baru")
    reach(page, "#berkas")
    press_until(page, "Space", choosers)
    choosers[0].set_files(path)
    reach(page, "form[data-upload] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/laporan/naskah/"))
    reach(page, "a[href$='/pratinjau']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/pratinjau"))
    reach(page, "form[data-once] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/laporan/\d{4}-"))


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_second_report_of_the_year_is_filed_as_a_correction(server, chromium, company, script):
    year = 2020 if script else 2019
    first = house.sample(company["folder"], f"pertama-{year}.csv", 31, "--year", year)
    page = open_as(chromium, server, company, java_script_enabled=script)
    upload(page, first)
    page.get_by_role("link", name="Lihat yang akan dikirim").click()
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_url(re.compile(r"/laporan/\d{4}-"))
    number = re.search(r"/laporan/([\d-]+)", page.url).group(1)
    second = company["folder"] / f"kedua-{year}.csv"
    second.write_text(first.read_text().replace("PT ", "PT. ", 1))
    upload(page, second)
    assert page.get_by_role("heading", name="Laporan ini sudah ada").count() == 1
    assert page.get_by_role("link", name="Lihat yang akan dikirim").count() == 0
    assert accessibility(page) == [] if script else True
    page.get_by_role("button", name="Jadikan perbaikan").click()
    assert page.locator("h1").inner_text() == "Kirim sebagai perbaikan"
    assert "PERBAIKAN" in page.locator("table").inner_text() and number in page.locator("table").inner_text()
    assert accessibility(page) == [] if script else True
    page.get_by_role("button", name="Lanjutkan sebagai perbaikan").click()
    page.get_by_role("link", name="Lihat yang akan dikirim").click()
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_url(re.compile(r"/laporan/\d{4}-"))
    assert number in page.locator("main").inner_text() and number not in page.url


def test_what_was_not_assessed_is_told_in_plain_words(server, chromium, company):
    page = open_as(chromium, server, company)
    upload(page, house.sample(company["folder"], "awal.csv", 31, "--year", 2016))
    text = page.locator(".wlkp-unanswered").inner_text()
    assert "Laporan tahun lalu dari unit ini belum ada di sini" in text
    assert not re.search(r"adaLalu|laporanLain|\blalu\.|\btk\.|[a-z][A-Z]", text)


def test_another_companys_report_is_refused(server, chromium, company):
    page = open_as(chromium, server, company)
    upload(page, house.SAMPLES / "accepted/pt-contoh-2025.csv")
    assert page.get_by_role("link", name="Lihat yang akan dikirim").count() == 0
    page.goto("/laporan/" + server.number)
    assert "Tidak ditemukan" in page.locator("h1").inner_text()
