"""The program, its server and its people, as these tests start them."""

import os
import pathlib
import re
import signal
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("WLKP_PROGRAM", ROOT / ".build/debug/wlkp"))
SAMPLES = ROOT / "Samples"
PASSWORD = "kuda putih lari pagi"


def run(*arguments, code=0):
    """Runs the program and gives its standard output; fails on another exit code."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code, f"wlkp {arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def one_time_link(text):
    """The path of the link that the program prints."""
    return re.search(r"/undangan/\S+", text).group(0)


def sample(folder, name, seed, *options):
    """A made-up report as a CSV file; the same options give the same bytes."""
    text = run("sample", "--format", "csv", "--workers", 12, "--seed", seed, *options)
    path = folder / name
    path.write_text(text)
    return path


def nib(path):
    """The company's number in a CSV report."""
    lines = path.read_text().splitlines()
    header = next(index for index, line in enumerate(lines) if line.startswith("nama_perusahaan,"))
    return lines[header + 1].split(",")[lines[header].split(",").index("nib")]


class Server:
    """`wlkp serve` over a store of its own, with one account a role."""

    people = {
        "company": ("hrd@contoh.example", "nib:9965257654925"),
        "inspector": ("pengawas@contoh.example", "wilayah:32"),
        "auditor": ("auditor@contoh.example", "*"),
        "administrator": ("admin@contoh.example", "-"),
    }

    def __init__(self, folder, extra=()):
        self.store = folder / "wlkp.sqlite"
        self.errors = open(folder / "server.log", "w")
        self._make_accounts()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--store", self.store, "--port", "0", *extra],
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )
        self.base = self.process.stdout.readline().strip()
        assert self.base.startswith("http"), pathlib.Path(self.errors.name).read_text()

    def _make_accounts(self):
        for role, (name, scope) in self.people.items():
            run("account", "create", name, "--role", role, "--scope", scope, "--store", self.store)

    def seed(self):
        """Files some reports, so that every page has something to show."""
        for year in sorted(SAMPLES.glob("years/*.xml")) + [SAMPLES / "accepted/pt-contoh-2025.xml", SAMPLES / "flagged/pelanggar-jujur.xml"]:
            subprocess.run([PROGRAM, "submit", year, "--store", self.store], capture_output=True)
        self.number = self.submit(SAMPLES / "accepted/pt-contoh-2025.xml")

    def submit(self, path):
        """Files a report, or finds it filed; gives its number."""
        text = run("submit", path, "--store", self.store, "--lang", "en")
        return re.search(r"Number: (\S+)", text).group(1)

    def person(self, name, role, scope):
        """A further account; gives the path of its one-time link."""
        run("account", "create", name, "--role", role, "--scope", scope, "--store", self.store)
        return one_time_link(run("account", "invite", name, "--store", self.store))

    def token(self, role):
        """A token of the account of this role, for programs."""
        return run("account", "token", self.people[role][0], "--store", self.store).strip()

    def invitation(self, role):
        """The path of a one-time link with which the person of this role sets a password."""
        return one_time_link(run("account", "invite", self.people[role][0], "--store", self.store))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=90)
        self.errors.close()
        return self.process.returncode
