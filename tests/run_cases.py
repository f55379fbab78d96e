#!/usr/bin/env python3
"""Runs the end-to-end cases: run_cases.py MTMEND [NAME…]

A case is a folder of tests/cases:
  cmd      a bash script, run in a copy of in/ with `mtmend` on the PATH; $CASES is the folder of all cases
  in/      the files it starts with
  stdout   what it prints; absent: nothing
  err      texts that stand on stderr, one a line; absent: nothing stands there
  status   its exit status; absent: 0
  out/     the files it makes or changes, exactly; of logs the hash of the dictionaries is left out
Whatever the case says: no file is left that was written aside, an exit status of 2 comes with one line on stderr, and
every line of a file named *log.jsonl passes the schema of logs.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import jsonschema

here = pathlib.Path(__file__).resolve().parent
schema = json.loads((here.parent / "pipeline/log/log.schema.json").read_text(encoding="utf-8"))
log_line = jsonschema.Draft202012Validator(schema)


def files_in(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def comparable(name, content):
    """Logs name the hash of all dictionaries, which changes with every rule."""
    if not name.endswith("log.jsonl"):
        return content
    lines = []
    for line in content.decode("utf-8").splitlines():
        log = json.loads(line)
        log.get("made_by", {}).pop("dictionaries", None)
        lines.append(json.dumps(log, ensure_ascii=False))
    return "\n".join(lines).encode("utf-8")


def schema_problems(name, content):
    for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
        for error in log_line.iter_errors(json.loads(line)):
            yield f"{name}:{number}: {error.json_path}: {error.message}"


def problems(case, mtmend, scratch):
    folder = scratch / "work"
    given = case / "in"
    shutil.copytree(given, folder) if given.is_dir() else folder.mkdir()
    before = files_in(folder)
    environment = {"PATH": f"{mtmend.parent}:{os.environ['PATH']}", "HOME": str(scratch), "CASES": str(here / "cases"),
                   "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["bash", str(case / "cmd")], cwd=folder, env=environment, capture_output=True, timeout=120,
                          stdin=subprocess.DEVNULL)
    stderr = done.stderr.decode("utf-8", "replace")

    def expected(name, default=b""):
        return (case / name).read_bytes() if (case / name).is_file() else default

    status = int(expected("status", b"0"))
    if done.returncode != status:
        yield f"exit status {done.returncode}, not {status}; stderr: {stderr}"
    if done.stdout != expected("stdout"):
        yield f"stdout is\n{done.stdout.decode('utf-8', 'replace')}\nnot\n{expected('stdout').decode('utf-8', 'replace')}"
    wanted = expected("err").decode("utf-8").splitlines()
    for text in wanted:
        if text not in stderr:
            yield f"stderr lacks '{text}': {stderr}"
    if not wanted and stderr:
        yield f"stderr is not empty: {stderr}"
    if status == 2 and (stderr.count("\n") != 1 or not stderr.startswith("mtmend: ")):
        yield f"an error is one line that begins with 'mtmend: ': {stderr}"

    after = files_in(folder)
    made = {name: content for name, content in after.items() if before.get(name) != content}
    gone = set(before) - set(after)
    want = files_in(case / "out") if (case / "out").is_dir() else {}
    for name in sorted(gone):
        yield f"{name} is gone"
    for name in sorted(set(made) | set(want)):
        if ".mtmend-" in name:
            yield f"{name} is left behind"
        elif name not in made:
            yield f"{name} was not written"
        elif name not in want:
            yield f"{name} was written"
        elif comparable(name, made[name]) != comparable(name, want[name]):
            yield f"{name} is\n{made[name].decode('utf-8', 'replace')}\nnot\n{want[name].decode('utf-8', 'replace')}"
        if name in made and name.endswith("log.jsonl"):
            yield from schema_problems(name, made[name])


def main():
    mtmend = pathlib.Path(sys.argv[1]).resolve()
    names = sys.argv[2:] or sorted(p.name for p in (here / "cases").iterdir() if (p / "cmd").is_file())
    failed = 0
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            found = list(problems(here / "cases" / name, mtmend, pathlib.Path(scratch)))
        failed += bool(found)
        for problem in found:
            print(f"{name}: {problem}")
    print(f"{len(names)} cases, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
