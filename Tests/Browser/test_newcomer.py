"""Somebody with the README alone: make serve, a link, a password, an upload, a receipt."""

import re
import signal
import subprocess

import house
from conftest import sign_in


def test_the_readmes_way_files_the_sample_in_the_browser(chromium, tmp_path):
    told = (house.ROOT / "README.md").read_text()
    sample = re.search(r"Samples/accepted/\S+\.xlsx", told).group(0)
    command = [house.ROOT / "scripts/serve", house.PROGRAM, tmp_path, "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=house.ROOT)
    try:
        printed = ""
        while not (line := server.stdout.readline()).startswith("http://"):
            assert line, f"the server did not start: {printed}"
            printed += line
        link = re.search(r"company .*(/undangan/\S+)", printed).group(1)
        context = chromium.new_context(base_url=line.strip(), locale="id-ID")
        page = context.new_page()
        page.goto(link)
        for field in page.locator("input[type=password]").all():
            field.fill(house.PASSWORD)
        page.locator("main form button").first.click()
        sign_in(page, "hrd@contoh.example")
        page.get_by_role("link", name="Lapor", exact=True).click()
        page.locator("#berkas").set_input_files(house.ROOT / sample)
        page.get_by_role("button", name="Unggah dan periksa").click()
        page.get_by_role("link", name="Lihat yang akan dikirim").click()
        page.get_by_role("button", name="Kirim laporan").click()
        page.wait_for_url(re.compile(r"/laporan/\d{4}-"))
        assert page.get_by_role("link", name="Tanda terima PDF").is_visible()
        context.close()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=90)
