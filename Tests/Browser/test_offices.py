"""The main journeys of inspectors, auditors and administrators, and of somebody with a receipt in hand."""

import re
import zipfile

import house
import pytest
from conftest import accessibility, reach


def test_inspector_goes_from_the_region_to_a_company(visit, server):
    page = visit("inspector")
    page.goto("/")
    page.wait_for_url(re.compile("/wilayah"))
    assert page.locator(".tile").count() >= 3
    page.goto("/wilayah/prioritas")
    page.locator("ol.visits h2 a").first.click()
    page.wait_for_url(re.compile("/wilayah/(laporan|perusahaan)/"))
    if "/perusahaan/" not in page.url:
        assert accessibility(page) == []
        page.locator("main a[href^='/wilayah/perusahaan/']").first.click()
    page.wait_for_url(re.compile("/wilayah/perusahaan/"))
    assert accessibility(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_inspector_judges_an_archive(visit, tmp_path, script):
    archive = tmp_path / "arsip.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for path in sorted(house.SAMPLES.glob("years/*.xml")):
            made.write(path, path.name)
    page = visit("inspector", script=script)
    page.goto("/kumpulan")
    page.get_by_label("Berkas kumpulan").set_input_files(archive)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url(re.compile("/kumpulan/.+"))
    for _ in range(60):
        if page.locator("progress").count() == 0:
            break
        page.wait_for_timeout(1000)
        page.reload()
    assert page.get_by_role("link", name=re.compile("CSV")).count() >= 1
    if script:
        assert accessibility(page) == []


def test_auditor_replays_a_report_and_sees_its_proof(visit, server):
    page = visit("auditor")
    page.goto("/audit")
    page.goto("/audit/laporan/" + server.number)
    page.locator("form[action*='" + server.number + "'] button").first.click()
    assert page.locator(".notice-good").count() >= 1
    assert "wlkp receipt verify" in page.locator("main").inner_text()
    page.goto("/audit/peristiwa")
    assert page.locator("table tbody tr").count() >= 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_events_and_scopes_are_told_in_words(visit, server, language):
    page = visit("auditor", language=language)
    page.goto("/audit/laporan/" + server.number)
    page.goto("/audit/peristiwa")
    told = page.locator("table tbody").inner_text()
    assert " = " not in told and "what" not in told and "token-issued" not in told
    page = visit("administrator", language=language)
    page.goto("/akun-akun")
    scopes = page.locator("table tbody").inner_text()
    assert "Jawa Barat (32)" in scopes and "wilayah:" not in scopes and "nib:" not in scopes


def test_auditor_searches_without_scripts(visit, server):
    page = visit("auditor", script=False)
    page.goto("/audit")
    page.locator("main input:not([type=hidden])").first.fill("contoh")
    page.locator("main form button").first.click()
    assert page.get_by_role("link", name=server.number).count() == 1


def test_administrator_makes_an_account_and_its_link(visit, chromium, server):
    page = visit("administrator")
    page.goto("/")
    page.wait_for_url(re.compile("/akun-akun"))
    assert accessibility(page) == []


def test_anybody_checks_a_receipt(visit, server, tmp_path):
    receipt = tmp_path / "tanda-terima.txt"
    house.run("receipt", "show", server.number, "--store", server.store, "--format", "text", "--output", receipt)
    page = visit()
    page.goto("/tanda-terima")
    page.locator("input[type=file]").set_input_files(receipt)
    page.locator("main form button").first.click()
    assert "asli" in page.locator("main").inner_text()
    assert accessibility(page) == []
    receipt.write_text(receipt.read_text().replace("PT Contoh", "PT Conteh"))
    page.goto("/tanda-terima")
    page.locator("input[type=file]").set_input_files(receipt)
    page.locator("main form button").first.click()
    assert "tidak terbukti asli" in page.locator("main").inner_text()


def test_inspector_finds_the_first_visit_by_keyboard(visit):
    page = visit("inspector")
    page.goto("/wilayah")
    reach(page, "nav a[href='/wilayah/prioritas']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/wilayah/prioritas"))
    reach(page, "ol.visits a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/wilayah/(laporan|perusahaan)/"))


def test_auditor_replays_by_keyboard(visit, server):
    page = visit("auditor")
    page.goto("/audit/laporan/" + server.number)
    reach(page, f"form[action*='{server.number}'] button")
    page.keyboard.press("Enter")
    page.locator("[role=status].notice-good").first.wait_for()


def test_administrator_makes_an_account_by_keyboard(visit):
    page = visit("administrator")
    page.goto("/akun-akun")
    reach(page, "main form[action='/akun-akun'][method=post] input:not([type=hidden])")
    page.keyboard.type("hrd.lain@contoh.example")
    reach(page, "main form[action='/akun-akun'][method=post] button")
    page.keyboard.press("Enter")
    page.get_by_text("/undangan/").first.wait_for()
    assert accessibility(page) == []
