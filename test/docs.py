"""docs.py [--write] FILE.md...: runs the blocks of the documentation and holds what comes out against what it shows.

    ```console     lines after "$ " are run by bash, in turn, in one folder that holds examples/; what follows is shown
    ```python      run in the same folder; the ```text block below it is what it prints

What may vary: "…" at the end of a line stands for the rest of it, "…" alone for any number of lines. Nothing else may.
With --write the files are written anew with what comes out; what "…" left out stays left out. A block whose tool is not
on this machine is skipped, loudly. Names of tables and rows in data/ ("bounds.tsv: at-least") must be there."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ARRIAN = pathlib.Path(os.environ.get("ARRIAN", ROOT / "build/arrian")).resolve()
TOOLS = pathlib.Path(os.environ.get("TEST_VENV", ROOT / ".venv-test")) / "bin/python"
PYTHON = str(TOOLS.absolute()) if TOOLS.exists() else sys.executable
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
SECONDS = 120


def matches(shown, got):
    """Both are lists of lines; see "what may vary" above."""
    if not shown:
        return not got
    if shown[0] == "…":
        return any(matches(shown[1:], got[i:]) for i in range(len(got) + 1))
    if not got:
        return False
    same = got[0].startswith(shown[0][:-1]) if shown[0].endswith("…") else got[0] == shown[0]
    return same and matches(shown[1:], got[1:])


def renewed(shown, got):
    """What comes out, cut where `shown` was cut."""
    if matches(shown, got):
        return shown
    if "…" not in shown:
        return [line[:length - 1] + "…" if (length := cut_of(shown, i)) and len(line) >= length else line for i, line in enumerate(got)]
    before, after = shown.index("…"), len(shown) - 1 - shown.index("…")
    if before + after >= len(got):
        return got
    head = renewed(shown[:before], got[:before]) if before else []
    return [*head, "…", *(got[len(got) - after:] if after else [])]


def cut_of(shown, i):
    return len(shown[i]) if i < len(shown) and shown[i].endswith("…") else 0


def run(words, folder, **more):
    env = {**os.environ, "PATH": f"{folder}/.bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "120", "HOME": str(folder), "ARRIAN_DATA": str(ROOT / "data")}
    done = subprocess.run(words, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS, **more)
    return done.stdout.decode("utf-8", "replace").rstrip("\n").split("\n") if done.stdout.strip() else []


def missing_tool(command):
    """The first tool that a command names and this machine lacks."""
    for tool in ("sqlite3", "curl", "python3", "zip"):
        if re.search(rf"(^|[|;&] *){tool}\b", command) and not shutil.which(tool):
            return tool


def missing_module(code):
    for name in re.findall(r"^(?:import|from) (\w+)", code, re.M):
        if name != "arrian" and subprocess.run([PYTHON, "-c", f"import {name}"], stderr=subprocess.DEVNULL).returncode:
            return name


class Page:
    def __init__(self, path, write):
        self.path, self.write, self.failed, self.passed = pathlib.Path(path), write, 0, 0
        self.folder = pathlib.Path(tempfile.mkdtemp())
        shutil.copytree(ROOT / "examples", self.folder / "examples")
        (self.folder / ".bin").mkdir()
        (self.folder / ".bin/arrian").symlink_to(ARRIAN)
        self.pending = None  # what the last python block printed; None where none ran

    def told(self, what, shown, got):
        if matches(shown, got):
            self.passed += 1
            return
        self.failed += 1
        if not self.write:
            print(f"not ok {self.path.name}: {what[:100]}: shows\n    " + "\n    ".join(shown[:12]) + "\n  and gives\n    " + "\n    ".join(got[:12]))

    def console(self, body):
        out, parts = [], re.split(r"^\$ ", body, flags=re.M)[1:]
        for part in parts:
            lines = part.rstrip("\n").split("\n")
            last = 0
            while lines[last].endswith("\\"):
                last += 1
            command, shown = "\n".join(lines[:last + 1]), lines[last + 1:]
            tool = missing_tool(command)
            if tool:
                print(f"skipped: docs: {self.path.name}: {tool} is missing: {command[:60]}")
                got = shown
            else:
                got = run(["bash", "-c", command], self.folder)
            self.told(command, shown, got)
            out += ["$ " + command, *renewed(shown, got)]
        return "\n".join(out) + "\n"

    def python(self, code):
        module = missing_module(code)
        if module:
            print(f"skipped: docs: {self.path.name}: Python's {module} is missing")
        env = f"import sys; sys.path.insert(0, {str(ROOT / 'python')!r})\n"
        self.pending = None if module else run([PYTHON, "-c", env + code], self.folder)
        return code

    def text(self, body):
        shown, got, self.pending = body.rstrip("\n").split("\n"), self.pending, None
        if got is None:
            return body
        self.told("a python block", shown, got)
        return "\n".join(renewed(shown, got)) + "\n"

    def rows(self, words):
        """Every table and row of data/ that is named is there."""
        for table, row in re.findall(r"`(\w+\.(?:tsv|rule))(?:: ([\w.-]+))?`", words):
            where = ROOT / "data" / table
            there = where.exists() and (not row or re.search(rf"^(?:rule )?{re.escape(row)}(?:\t| |$)", where.read_text(), re.M))
            self.passed += bool(there)
            if not there:
                self.failed += 1
                print(f"not ok {self.path.name}: data/{table} has no {row or 'such table'}")

    def go(self):
        words = self.path.read_text()
        try:
            new = BLOCK.sub(lambda m: f"```{m[1]}\n{getattr(self, m[1])(m[2])}```" if m[1] in ("console", "python", "text") else m[0], words)
            self.rows(words)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        if self.write and new != words:
            self.path.write_text(new)
        if not self.failed:
            print(f"ok {self.path.name}: {self.passed} blocks and names are as shown")
        return self.failed


def columns_are_true():
    """docs/formats.md against the head of the export, the store's table of columns against the store itself."""
    folder = pathlib.Path(tempfile.mkdtemp())
    import csv
    import sqlite3
    try:
        subprocess.run([ARRIAN, "export", "csv", ROOT / "examples/border", "-o", folder / "a.csv"], check=True, stderr=subprocess.DEVNULL)
        subprocess.run([ARRIAN, "export", "sqlite", ROOT / "examples/border", "-o", folder / "a.sqlite"], check=True, stderr=subprocess.DEVNULL)
        head = next(csv.reader(open(folder / "a.csv", encoding="utf-8", newline="")))
        told = re.findall(r"^\| `(\w+)` \| [\w ]+ \| .+ \|$", (ROOT / "docs/formats.md").read_text(), re.M)
        wrong = [] if head == told else [f"docs/formats.md tells {sorted(set(told) ^ set(head)) or 'another order'}"]
        db = sqlite3.connect(folder / "a.sqlite")
        kept = {t for t, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")}
        views = {name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
        there = {(t, c) for t in kept | {v for v in views if f"packed_{v}" in kept | views} for _, c, *_ in db.execute(f"PRAGMA table_info({t})")}
        known = set(db.execute("SELECT table_name, column_name FROM columns"))
        wrong += [f"{t}.{c} {'has no meaning in columns' if (t, c) in there else 'is in columns alone'}" for t, c in sorted(there ^ known)]
        text = (ROOT / "docs/formats.md").read_text()
        wrong += [f"docs/formats.md does not name {t}" for t in sorted(views | {t.removeprefix("packed_") for t in kept} - {"cues", "reasons", "links"}) if f"`{t}`" not in text]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("not ok columns: " + "; ".join(wrong) if wrong else f"ok columns: {len(head)} of csv, {len(there)} of the store are as told")
    return len(wrong)


def tables_are_told():
    """docs/decides.md names every table and rule file of data/."""
    text = (ROOT / "docs/decides.md").read_text()
    silent = [one.name for one in sorted((ROOT / "data").iterdir()) if one.suffix in (".tsv", ".rule") and f"`{one.name}" not in text]
    print("not ok decides.md: does not name " + ", ".join(silent) if silent else "ok decides.md: every table of data/ is named")
    return len(silent)


if __name__ == "__main__":
    write = "--write" in sys.argv
    names = [word for word in sys.argv[1:] if word != "--write"]
    pages = names or [ROOT / "docs" / name for name in ("tutorial.md", "cookbook.md", "decides.md")]
    failed = sum(Page(name, write).go() for name in pages)
    if not names:
        failed += columns_are_true() + tables_are_told()
    sys.exit(1 if failed and not write else 0)
