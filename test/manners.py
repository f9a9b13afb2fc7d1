"""manners.py ARRIAN WORK: what holds for every verb: errors as records, quiet, progress, colour, stdin, whole files, completion."""
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time

ARRIAN, WORK = os.path.abspath(sys.argv[1]), sys.argv[2]
REPORT, FOLDER = "examples/ferry/1-aegean-wire.txt", "examples/ferry"
STORE = WORK + "/s.sqlite"
VERBS = ("read", "collate", "report", "show", "verify", "export", "diff", "serve", "eval")


def check(name, holds, more=""):
    print(("ok " if holds else "not ok ") + name + ("" if holds or not more else f"\n    {str(more)[:600]}"), flush=True)


def run(*words, stdin=b"", **more):
    """Words and lexicons alone where a verb has them: it is manners that are looked at, and this is quicker."""
    if words and words[0] in ("read", "collate", "report", "export", "diff", "eval", "serve") and "--engine" not in words and "--help" not in words:
        words = (words[0], "--engine", "rules", *words[1:])
    return subprocess.run([ARRIAN, *words], input=stdin, capture_output=True, timeout=120, **more)


def records(stderr):
    return [json.loads(line) for line in stderr.decode().splitlines()]


# what goes wrong, with the parts that its record has
WRONG = {
    "a file that is not there": ("read", "none.txt"), "a folder's file that is not there": ("collate", "none.txt"),
    "a page of nothing": ("report", "none.txt"), "no store": ("show", "c1", "--store", "none.sqlite"),
    "no store to verify": ("verify", "none.sqlite"),
    "a format that is not there": ("export", "gexff", REPORT), "a side that is not there": ("diff", "none.txt", REPORT),
    "no store to serve": ("serve", "none.sqlite"), "a port that is none": ("serve", STORE, "--port", "x"),
    "a set that is not there": ("eval", "timez", "."), "no verb": ("raed",), "no flag": ("read", "--jsno", "x"),
    "a choice that is none": ("read", "--engine", "x", REPORT), "a missing word": ("verify",), "one word too many": ("verify", "a", "b"),
    "two forms": ("read", "--conllu", REPORT), "no place to write": ("export", "csv", REPORT, "-o", "/none/x.csv"),
    "weights or words that are not there": ("read", "--data", "/none", REPORT), "stdin twice": ("diff", "-", "-")}


def errors():
    for name, words in WRONG.items():
        told = run(*words, "--json")
        try:
            said = records(told.stderr)
            whole = said and all(r["kind"] == "error" and r["code"] and r["message"] and r["what"] and r["do"] for r in said)
        except (ValueError, KeyError):
            said, whole = told.stderr, False
        check(f"--json: {name}: a record with what and what to do, exit 2", whole and told.returncode == 2 and not told.stdout, said)
        quiet = run(*words, "--quiet")
        plain = quiet.stderr.decode()
        if name != "two forms":  # which --json alone makes
            check(f"--quiet: {name}: is told all the same", quiet.returncode == 2 and plain.startswith("arrian: ") and "; " in plain, plain)
    place = records(run("read", "none.txt", "--json").stderr)[0]
    check("--json: an error names file and reason", place["path"] == "none.txt" and place["why"] == "No such file or directory", place)
    hostile = WORK + '/a"\\\n\x01\xff; b: c.txt'
    said = records(run("read", os.fsencode(hostile), "--json").stderr.replace(b"\xff", b"?"))
    check("--json: a hostile file name stays inside its record", len(said) == 1 and said[0]["kind"] == "error", said)


def notes():
    os.makedirs(WORK + "/bare", exist_ok=True)
    for verb in ("read", "collate"):
        loud, quiet = run(verb, WORK + "/bare"), run(verb, "-q", WORK + "/bare")
        check(f"{verb}: an empty folder is told", loud.returncode == 1 and loud.stderr)
        check(f"{verb} -q: it is not", quiet.returncode == 1 and not quiet.stderr, quiet.stderr)
        check(f"{verb} --json: it is a note", [r["kind"] for r in records(run(verb, "--json", WORK + "/bare").stderr)] == ["note"])


def on_terminal(words, keys=b"", env=None, seconds=60):
    """What a program writes to its terminal, and its exit code."""
    pid, master = pty.fork()
    if not pid:
        os.environ.update({"TERM": "xterm"} | (env or {}))
        os.execvp(words[0], words)
    told, until = b"", time.time() + seconds
    while time.time() < until:
        if select.select([master], [], [], 0.2)[0]:
            try:
                more = os.read(master, 65536)
            except OSError:
                break
            if not more:
                break
            told += more
        elif keys:
            os.write(master, keys[:1])
            keys = keys[1:]
    else:
        os.kill(pid, signal.SIGKILL)
    os.close(master)
    return told.decode("utf-8", "replace"), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def terminal():
    os.environ.pop("NO_COLOR", None)
    many = WORK + "/many.jsonl"  # enough of them to take some seconds
    text = open(REPORT, encoding="utf-8").read()
    with open(many, "w", encoding="utf-8") as out:
        for i in range(600):
            out.write(json.dumps({"text": text.replace("Sunday", f"Sunday the {i}th"), "title": f"Report {i}"}) + "\n")
    told, _ = on_terminal([ARRIAN, "read", "--engine", "rules", "--json", "-o", WORK + "/o", many])
    check("progress on a terminal: how many, how fast", re.search(r"\r\x1b\[Kread \d+ reports, \d+\.\d a second", told), told)
    check("progress is wiped at the end", told.endswith("\r\x1b[K") or "\x1b[K" not in told, told[-80:])
    told, _ = on_terminal([ARRIAN, "read", "--engine", "rules", "--quiet", "--json", "-o", WORK + "/o", many])
    check("--quiet: no progress", not told, told)
    told, _ = on_terminal([ARRIAN, "read", "--engine", "rules", FOLDER])
    check("data does not stand behind progress on one line", not re.search(r"a second[^\r]*\x1b\[1m", told), told[:300])
    check("colour on a terminal", "\x1b[1m" in told)
    told, _ = on_terminal([ARRIAN, "verify", STORE])
    check("verify: progress counts to a known end", re.search(r"verify report \d+ of \d+, \d", told), told)
    check("NO_COLOR: none", "\x1b[1m" not in on_terminal([ARRIAN, "read", "--engine", "rules", FOLDER], env={"NO_COLOR": "1"})[0])
    check("TERM=dumb: none", "\x1b[1m" not in on_terminal([ARRIAN, "read", "--engine", "rules", FOLDER], env={"TERM": "dumb"})[0])
    check("no terminal: no colour, no progress", b"\x1b" not in (lambda r: r.stdout + r.stderr)(run("read", FOLDER)))


def stdin():
    report = open(REPORT, "rb").read()
    for words in (("read", "--json", "-"), ("collate", "--json", "-"), ("report", "-"), ("export", "jsonl", "-"), ("read", "--conllu", "-")):
        told = run(*words, stdin=report)
        check(f"{' '.join(words)}: stdin is read", told.returncode == 0 and len(told.stdout) > 500, told.stderr)
    lines = run("read", "--json", REPORT).stdout
    open(WORK + "/run.jsonl", "wb").write(lines)
    check("diff -: records on stdin", run("diff", WORK + "/run.jsonl", "-", stdin=lines).returncode == 1)
    check("diff -: a report on stdin", run("diff", REPORT, "-", stdin=report).returncode == 1)
    told = run("read", "--json", "--meta", "-", REPORT, stdin=b"file\tpublished\n1-aegean-wire.txt\t2031-02-03\n")
    check("read --meta -: the table from stdin", b'"2031-02-03"' in told.stdout, told.stderr)


def whole_files():
    """-o of every verb that has it: whole or not at all, and what stood there keeps its place."""
    makes = {"read": ("read", REPORT), "collate": ("collate", FOLDER), "report": ("report", FOLDER), "show": ("show", "c1", "--store", STORE),
             "verify": ("verify", STORE), "export": ("export", "csv", FOLDER), "diff": ("diff", REPORT, "examples/ferry/2-island-times.txt"),
             "eval": ("eval", "times", "test/eval/times")}
    for verb, words in makes.items():
        target, link = f"{WORK}/real.{verb}", f"{WORK}/link.{verb}"
        open(target, "w").write("before")
        os.chmod(target, 0o640)
        os.path.lexists(link) or os.symlink(target, link)
        words = (*words, "--engine", "rules") if verb not in ("show", "verify") else words
        told = run(*words, "-o", link)
        now = open(target, newline="").read()
        check(f"{verb} -o: written where the link leads, with the mode that stood there", told.returncode == 0 and not told.stdout
              and len(now) > 6 and os.path.islink(link) and os.stat(target).st_mode & 0o777 == 0o640, told.stderr)
        check(f"{verb} -o: the same as on stdout", run(*words).stdout.decode() == now)
        full = subprocess.run([ARRIAN, *words], stdout=open("/dev/full", "w"), stderr=subprocess.PIPE)
        check(f"{verb}: a full disk is told", full.returncode == 2 and b"No space left" in full.stderr, full.stderr)
    old = open(WORK + "/real.export").read()
    child = subprocess.Popen([ARRIAN, "export", "csv", WORK + "/many.jsonl", "-o", WORK + "/real.export"], stderr=subprocess.PIPE)
    time.sleep(0.4)
    child.send_signal(signal.SIGTERM)
    said = child.communicate()[1]
    check("stopped: 130, the old file stands, nothing beside it", child.returncode == 130 and open(WORK + "/real.export").read() == old
          and not [n for n in os.listdir(WORK) if n.startswith(".real")], said)


def help_flags(verb):
    return set(re.findall(r"^  (?:-\w, |    )(--\w+)", run(*([verb] if verb else []), "--help").stdout.decode(), re.M))


def bash_words(line):
    """What bash offers behind a line."""
    words = line.split(" ")
    script = f"""source {WORK}/arrian.bash; COMP_WORDS=({' '.join(repr(w) for w in words)}); COMP_CWORD={len(words) - 1}
        _arrian 2>/dev/null; printf '%s\\n' "${{COMPREPLY[@]}}" """
    return set(subprocess.run(["bash", "-c", script], capture_output=True, text=True).stdout.split())


def fish_words(line):
    script = f"source {WORK}/arrian.fish; complete -C {line!r}"
    told = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, env=os.environ | {"HOME": WORK, "PATH": WORK + "/bin:" + os.environ["PATH"]})
    return {each.split("\t")[0] for each in told.stdout.splitlines()}


def zsh_words(line):
    """What zsh lists behind a line, by its own completion in a terminal."""
    os.makedirs(WORK + "/zsh", exist_ok=True)
    shutil.copy(WORK + "/_arrian", WORK + "/zsh/_arrian")
    with open(WORK + "/zsh/.zshrc", "w") as rc:
        rc.write(f"fpath=({WORK}/zsh $fpath)\nautoload -U compinit\ncompinit -u -d {WORK}/zsh/dump\nPS1='> '\nLISTMAX=9999\n"
                 "setopt no_list_ambiguous\nunsetopt zle_bracketed_paste prompt_sp prompt_cr\n")
    told, _ = on_terminal(["zsh", "-i"], (line + "\t\x15exit\r").encode(), {"ZDOTDIR": WORK + "/zsh", "COLUMNS": "300", "TERM": "dumb",
                                                                             "PATH": WORK + "/bin:" + os.environ["PATH"]}, 40)
    return set(re.findall(r"[-\w]+", told[told.find(line) + len(line):]))


def completion():
    os.makedirs(WORK + "/bin", exist_ok=True)
    os.path.lexists(WORK + "/bin/arrian") or os.symlink(ARRIAN, WORK + "/bin/arrian")
    for shell, name in (("bash", "arrian.bash"), ("zsh", "_arrian"), ("fish", "arrian.fish")):
        open(f"{WORK}/{name}", "wb").write(run("--completion", shell).stdout)
    formats = set(re.findall(r"^  (\w+)  ", run("export", "--help").stdout.decode().split("FORMAT:")[1], re.M))
    check("help of export names the formats", {"csv", "geojson", "prov"} <= formats, formats)
    man = run("--man").stdout.decode().replace("\\-", "-")
    for verb in (None, *VERBS):
        flags = help_flags(verb)
        check(f"the man page has the flags of {verb or 'the tool'}", "--help" in flags and all(f"\\fB{f}\\fR" in man for f in flags), flags)
    for verb in VERBS:
        unknown = [flag for flag in sorted(help_flags(verb)) if b"no such flag" in run(verb, flag + "=").stderr]
        check(f"{verb} knows the flags of its help", not unknown, unknown)
    for shell, words in (("bash", bash_words), ("fish", fish_words), ("zsh", zsh_words)):
        if not shutil.which(shell):
            print(f"skipped: completion in {shell}: it is not installed")
            continue
        check(f"{shell}: verbs", set(VERBS) <= words("arrian "), words("arrian "))
        few = ("read", "export", "show") if shell == "zsh" else VERBS  # a terminal for each takes its time
        for verb in few:
            offered, wanted = words(f"arrian {verb} --"), help_flags(verb)
            check(f"{shell}: flags of {verb}, and no others", {w for w in offered if w.startswith("--") and len(w) > 2} == wanted, (offered, wanted))
        check(f"{shell}: formats", formats <= words("arrian export "), words("arrian export "))
        check(f"{shell}: sets", {"times", "numbers", "gap", "geovirus"} <= words("arrian eval "), words("arrian eval "))
        check(f"{shell}: choices of a flag", {"rules", "fast", "full"} <= words("arrian read --engine "), words("arrian read --engine "))


if __name__ == "__main__":
    assert run("collate", FOLDER, "--store", STORE).returncode == 0
    for part in (errors, notes, terminal, stdin, whole_files, completion):
        part()
