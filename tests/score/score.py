#!/usr/bin/env python3
"""One table over a folder of annotated sets, and what changed since the last time: score.py MTMEND FOLDER [--state FILE]

FOLDER holds sets as JSON Lines (.jsonl, .jsonl.gz) and the judge of them, score.py, which is called with `--mtmend MTMEND
--twice --show N --json FILE [--clean] SET`. A set whose records have a `text` is good English; the others are annotated.
The table gives, for each set and category, how many annotated edits are fixed, held, wrong and missed; for each set what
each stage did (edits applied and held); and for good English the edits of each rule per million words. The state is kept
in FILE (build/score/last.json); the next run names the articles whose verdicts changed and the rules that fire more or less."""
import argparse, collections, gzip, json, pathlib, re, subprocess, sys, tempfile


def read(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def judged(mtmend, folder, path, is_good):
    """The judge's totals, its table and the verdicts it shows: {(article, what): verdict}."""
    with tempfile.TemporaryDirectory() as tmp:
        totals = pathlib.Path(tmp, "totals.json")
        command = [sys.executable, folder / "score.py", "--mtmend", mtmend, "--twice", "--show", "1000000", "--json", totals]
        done = subprocess.run([*map(str, command), *(["--clean"] if is_good else []), str(path)], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{path.name}: {(done.stderr or done.stdout)[-1000:]}")
        table, verdicts = [], {}
        for line in done.stdout.split("\n"):
            shown = re.match(r"  ([a-z ]+): (\S+) (.*)", line)
            row = re.match(r"(sure|likely|needs-review) +(\S+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)$", line)
            if shown:
                verdicts[f"{shown[2]} {shown[3]}"] = shown[1]
            elif row:
                table.append([row[1], row[2], *map(int, row.groups()[2:])])
        return {"totals": json.loads(totals.read_text()), "table": table, "verdicts": verdicts}


def counted(mtmend, records):
    """How often each rule applies and holds an edit."""
    with tempfile.TemporaryDirectory() as tmp:
        source, log = pathlib.Path(tmp, "in.jsonl"), pathlib.Path(tmp, "log.jsonl")
        source.write_text("".join(json.dumps({"id": str(i), "text": r.get("excerpt", r.get("text"))}) + "\n" for i, r in enumerate(records)))
        subprocess.run([mtmend, "clean", str(source), "-o", str(pathlib.Path(tmp, "out.jsonl")), "--log", str(log), "--isolated"], check=True)
        applied, held = collections.Counter(), collections.Counter()
        for line in log.read_text().split("\n")[:-1]:
            entry = json.loads(line)
            applied.update(step["rule"] for edit in entry["edits"] for step in edit["steps"])
            held.update(step["rule"] for edit in entry.get("held", []) for step in edit["steps"])
    return {"applied": applied, "held": held}


def by_stage(rules):
    stages = collections.Counter()
    for rule, count in rules.items():
        stages[rule.split("/")[0]] += count
    return stages


def print_set(name, result, is_good):
    totals = result["totals"]
    print(f"\n== {name}")
    if is_good:
        words = max(totals["words"], 1)
        print("  " + ", ".join(f"{key.replace('_', ' ')} {totals[key]}" for key in totals if key not in ("articles", "changed")))
        print("  applied edits per million words, by rule:")
        for rule, count in sorted(result["applied"].items(), key=lambda pair: -pair[1]):
            print(f"    {1e6 * count / words:9.1f}  {rule}")
    else:
        print(f"  {'certainty':13}{'category':22}{'gold':>6}{'fixed':>7}{'held':>6}{'wrong':>7}{'missed':>8}")
        for certainty, category, *numbers in result["table"]:
            print(f"  {certainty:13}{category:22}{numbers[0]:6}{numbers[1]:7}{numbers[2]:6}{numbers[3]:7}{numbers[4]:8}")
        print("  " + ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in totals.items() if isinstance(value, int)))
    applied, held = by_stage(result["applied"]), by_stage(result["held"])
    print("  by stage (applied, held): " + ", ".join(f"{stage} {applied[stage]}, {held[stage]}" for stage in sorted(applied | held)))


def print_difference(name, last, now):
    lines = []
    for what in sorted(last["verdicts"].keys() | now["verdicts"].keys()):
        before, after = last["verdicts"].get(what, "good"), now["verdicts"].get(what, "good")
        if before != after:
            lines.append(f"{before} -> {after}: {what}")
    for kind in ("applied", "held"):
        for rule in sorted(last[kind].keys() | now[kind].keys()):
            before, after = last[kind].get(rule, 0), now[kind].get(rule, 0)
            if before != after:
                lines.append(f"{kind} by {rule}: {before} -> {after}")
    if lines:
        print(f"\n== since the last run: {name}", *lines, sep="\n  ")
    return bool(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mtmend", type=lambda text: str(pathlib.Path(text).resolve()))
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--state", type=pathlib.Path, default=pathlib.Path("build/score/last.json"))
    options = parser.parse_args()
    paths = sorted(p for p in options.folder.iterdir() if p.name.endswith((".jsonl", ".jsonl.gz")))
    if not paths or not (options.folder / "score.py").exists():
        parser.error(f"{options.folder} holds no score.py or no sets (*.jsonl, *.jsonl.gz)")
    last = json.loads(options.state.read_text()) if options.state.exists() else {}
    now = {}
    for path in paths:
        records = read(path)
        is_good = bool(records) and "text" in records[0]
        now[path.name] = {**judged(options.mtmend, options.folder, path, is_good), **counted(options.mtmend, records)}
        print_set(path.name, now[path.name], is_good)
    changed = [print_difference(name, last[name], now[name]) for name in now if name in last]
    if last and not any(changed):
        print("\nnothing changed since the last run")
    options.state.parent.mkdir(parents=True, exist_ok=True)
    options.state.write_text(json.dumps(now))


if __name__ == "__main__":
    main()
