#!/usr/bin/env python3
"""What plugs mtmend into other programs: run_plugins.py MTMEND

The filter card for OpusCleaner, run as its col program runs it (a stand-in); the hook for pre-commit, in pre-commit where it
is installed; the steps of the GitHub Action, in a runner that knows what they use (a stand-in).
"""
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import yaml

root = pathlib.Path(__file__).resolve().parents[1]
found = []


def expect(condition, problem):
    if not condition:
        found.append(problem)


def run(command, **rest):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, **rest)


def opuscleaner(environment):
    card = json.loads((root / "samples/opuscleaner/mtmend.json").read_text(encoding="utf-8"))
    expect(set(card) == {"type", "description", "command", "parameters"}, f"card: its keys are {set(card)}")
    expect(card["type"] == "monolingual", "card: it is about one column")
    for name, parameter in card["parameters"].items():
        expect(re.fullmatch(r"[A-Z_]+", name) and f'"${name}"' in card["command"], f"card: {name} is no variable of the command")
        expect(parameter["type"] == "str" and isinstance(parameter["default"], str), f"card: {name} has no default of its type")
        expect(parameter["default"] in parameter.get("allowed_values", [parameter["default"]]), f"card: {name} has a default that is not allowed")

    sides = [("Hallo.", "They met in kyiv."), ("", ""), ("a", "which was"), ("b", "sold in kyiv"), ("c", "Translated with www.DeepL.com/Translator"), ("d", "two&#9;cells&#10;and&#13;more in kyiv"),
             ("e", "x\ry in kyiv"), ("f", "a \u2028 b"), ("g", "The ministry ."), ("h", "\u201c"), ("i", "Read more:"), ("j", "Read more:"), ("k", "ends in the ammuni"), ("l", "tion factory")]
    sides += [(f"n{i}", line) for i, line in enumerate(line for f in sorted((root / "samples/articles").glob("*.txt")) for line in f.read_text(encoding="utf-8").split("\n"))]
    values = {"safe": {}, "suggestion": {"APPLY": "suggestion"}, "skip": {"SKIP": "boilerplate,casing"}}
    for name, given in values.items():
        parameters = {key: given.get(key, parameter["default"]) for key, parameter in card["parameters"].items()}
        script = "; ".join(f"{key}={shlex.quote(value)}" for key, value in parameters.items()) + "; " + card["command"]
        done = subprocess.run(["sh", "-c", script], input="".join(f"{line}\n" for _, line in sides).encode(), capture_output=True, env=environment, timeout=300)
        expect(done.returncode == 0 and done.stderr == b"", f"card, {name}: status {done.returncode}: {done.stderr.decode()}")
        lines = done.stdout.decode().split("\n")[:-1]
        expect(len(lines) == len(sides), f"card, {name}: {len(sides)} lines became {len(lines)}")
        for (_, before), after in zip(sides, lines):
            expect(after.count("\t") <= before.count("\t"), f"card, {name}: a tab came into {after!r}")
        expect(lines[0] == "They met in Kyiv." and lines[2:4] == ["which was", "sold in Kyiv"], f"card, {name}: {lines[:4]}")
        expect((lines[4] == "") == (name != "skip"), f"card, {name}: a footer becomes {lines[4]!r}")
    bad = subprocess.run(["sh", "-c", 'APPLY=safe PROFILE=news SKIP=; ' + card["command"]], input=b"good\nbad \xff\n", capture_output=True, env=environment)
    expect(bad.returncode == 2 and b"stdin:2:5: byte 0xff is not UTF-8" in bad.stderr, f"card: a line that is not UTF-8: {bad}")


def project(folder):
    """Two files of one name, one of them to be mended."""
    for name, text in (("a/x.txt", "They met in kyiv.\n"), ("b/x.txt", "They met in Kyiv.\n"), ("a b.txt", "All is well.\n"), ("code.c", "kyiv\n")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", "-C", folder, *command], check=True)


def hook(folder, environment):
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for card in hooks:
        expect({"id", "name", "description", "entry", "language", "files"} <= set(card), f"hook: its keys are {set(card)}")
        entry = root / card["entry"]
        expect(card["language"] == "script" and os.access(entry, os.X_OK), f"hook: {entry} cannot be run")
        files = [f for f in ("a/x.txt", "b/x.txt", "a b.txt", "code.c") if re.search(card["files"], f)]
        expect(files == ["a/x.txt", "b/x.txt", "a b.txt"], f"hook: it is about {files}")
        done = run([entry, *files], cwd=folder, env=environment)
        expect(done.returncode == 1 and done.stdout.startswith(b"a/x.txt:\nx.txt\n") and b"b.txt" not in done.stdout, f"hook: {done}")
        expect(run([entry, "b/x.txt", "a b.txt"], cwd=folder, env=environment).returncode == 0, "hook: it fails where all is well")
        expect(run([entry, "--apply=likely", "gone.txt", "b/x.txt"], cwd=folder, env=environment).returncode == 2, "hook: a missing file is no error")
    if not shutil.which("pre-commit"):
        return "a stand-in for pre-commit"
    copy = folder.parent / "hooks"
    (copy / "samples").mkdir(parents=True)
    shutil.copy(root / ".pre-commit-hooks.yaml", copy)
    shutil.copytree(root / "samples/hooks", copy / "samples/hooks")
    me = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*me, "commit", "-qm", "hooks"]):
        subprocess.run(["git", "-C", copy, *command], check=True)
    environment = {**environment, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    done = run(["pre-commit", "try-repo", copy, "mtmend-check", "--all-files"], cwd=folder, env=environment)
    expect(done.returncode == 1 and b"[-kyiv-]{+Kyiv+}" in done.stdout, f"pre-commit: {done.stdout.decode()}")
    (folder / "a/x.txt").write_text("They met in Kyiv.\n")
    done = run(["pre-commit", "try-repo", copy, "mtmend-check", "--all-files"], cwd=folder, env=environment)
    expect(done.returncode == 0 and b"Passed" in done.stdout, f"pre-commit: {done.stdout.decode()}")
    (folder / "a/x.txt").write_text("They met in kyiv.\n")
    return "pre-commit"


def action(folder, environment, mtmend):
    card = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    expect(card["runs"]["using"] == "composite" and card["name"] and card["description"], "action: it is not composite")
    commands = run([root / "dev", "help"]).stdout.decode()
    called = re.findall(r'"\$ACTION/dev" (\w+)', (root / "action.yml").read_text())
    expect(called and all(re.search(rf"^  {each}\b", commands, re.M) for each in called), f"action: ./dev does not know {called}")
    checkout = folder.parent / "action"  # with a `dev` that has built already
    (checkout / "samples").mkdir(parents=True)
    shutil.copytree(root / "samples/hooks", checkout / "samples/hooks")
    (checkout / "dev").write_text(f'#!/bin/sh\ntest "$1" = install && mkdir -p "$2/bin" && ln -sf {shlex.quote(str(mtmend))} "$2/bin/mtmend"\n')
    (checkout / "dev").chmod(0o755)
    for paths, options, status in (("a\n\nb\na b.txt\n", "", 1), ("b\na b.txt", "", 0), (None, None, 1), ("a", "--apply=safe\n--skip=names,casing", 0), ("b", "--aply=safe", 2)):
        known = {"github.action_path": str(checkout)}
        for name, given in (("paths", paths), ("options", options)):
            known[f"inputs.{name}"] = card["inputs"][name]["default"] if given is None else given
        path_file = folder.parent / "path"
        path_file.write_text("")
        got = 0
        for step in card["runs"]["steps"]:
            expect(step["shell"] == "bash" and "${{" not in step["run"], f"action: '{step['name']}' runs what others wrote")
            values = {key: re.sub(r"\$\{\{ (\S+) \}\}", lambda m: known[m[1]], value) for key, value in step["env"].items()}
            path = ":".join([*path_file.read_text().split(), "/usr/bin", "/bin"])
            done = run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=folder,
                       env={**values, "PATH": path, "RUNNER_TEMP": str(folder.parent / "temp"), "GITHUB_PATH": str(path_file)})
            got = done.returncode
            if got:
                break
        expect(got == status, f"action: paths {paths!r} with {options!r} end with {got}: {done.stdout.decode()}")


def main():
    mtmend = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "project"
        environment = {"PATH": f"{mtmend.parent}:{os.environ['PATH']}", "HOME": scratch, "LC_ALL": "C.UTF-8"}
        opuscleaner(environment)
        project(folder)
        how = hook(folder, environment)
        action(folder, environment, mtmend)
    for problem in found:
        print(problem)
    print(f"OpusCleaner, {how}, GitHub Action: {len(found)} problems")
    return 1 if found else 0


sys.exit(main())
