#!/usr/bin/env python3
"""Counts the instructions of one fixed run under callgrind and compares them with instructions.json.

instructions.py MTMEND [--accept]. Fails where they grew by more than a fifth: a stage that wakes where it need not, a
pattern compiled in vain. What a run takes depends on compiler and libraries too, so the file names those it was made
with, and with others only tells. Skipped (status 77) where valgrind is not installed.
"""
import argparse, json, os, pathlib, re, shutil, subprocess, sys, tempfile
import material

BASELINE = pathlib.Path(__file__).with_name("instructions.json")
MARGIN = 1.2


def count(command):
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *command],
                             capture_output=True, text=True, check=True)
    return int(re.search(r"refs:\s+([\d,]+)", run.stderr).group(1).replace(",", ""))


def made_with():
    version = subprocess.run(["c++", "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    return f"{version}, {os.uname().machine}"


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("mtmend")
    p.add_argument("--accept", action="store_true")
    a = p.parse_args()
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: nothing counted")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        empty, articles, damaged = (os.path.join(folder, name) for name in ("empty.txt", "good.jsonl", "damaged.jsonl"))
        pathlib.Path(empty).write_text("")
        texts = material.sample_texts()
        material.write_stream(articles, texts, 0)
        material.write_stream(damaged, [material.damaged(text, n) for n, text in enumerate(texts)], 0)
        clean = lambda path: count([a.mtmend, "clean", path, "-o", "/dev/null", "--isolated", "-j", "1"])
        start = clean(empty)
        found = {"start": start, "good articles": clean(articles) - start, "damaged articles": clean(damaged) - start}
    kept = json.loads(BASELINE.read_text()) if BASELINE.exists() else {"made with": None, "instructions": {}}
    comparable = kept["made with"] == made_with()
    grown = False
    for name, instructions in found.items():
        before = kept["instructions"].get(name)
        change = f"{100 * (instructions / before - 1):+6.1f} %" if before else "new"
        grown |= bool(before) and instructions > before * MARGIN
        print(f"  {name:<20} {instructions / 1e6:10.1f} M instructions   {change}")
    if a.accept:
        BASELINE.write_text(json.dumps({"made with": made_with(), "instructions": found}, indent=1) + "\n")
        return 0
    if not comparable:
        print(f"  made with {made_with()}, the file with {kept['made with']}: not compared")
        return 77
    if grown:
        print(f"  more than {MARGIN:g} x what {BASELINE.name} says; find out why, or accept it with --accept")
    return int(grown)


sys.exit(main())
