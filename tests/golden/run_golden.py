#!/usr/bin/env python3
"""The sample articles come out exactly as they did when they were last read: run_golden.py MTMEND [--accept]

For each samples/articles/NAME.txt there stand in tests/golden/articles/: NAME.clean.txt and NAME.log.jsonl (what mtmend
gave, read by a person before it was accepted), NAME.wanted.txt (what a copy editor would leave, written before mtmend
saw the article) and NAME.notes.md (every artifact and trap). --accept writes new .clean.txt and .log.jsonl; read the
difference before you commit it. The distance to the editor's text may only shrink: see distance.json."""
import difflib, json, pathlib, re, subprocess, sys, tempfile

here = pathlib.Path(__file__).resolve().parent
golden = here / "articles"
samples = here.parents[1] / "samples" / "articles"


def words(text):
    return re.findall(r"\S+|\n", text)


def distance(a, b):
    """How many words differ between two texts."""
    matcher = difflib.SequenceMatcher(None, words(a), words(b), autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")


def main():
    mtmend, accept = sys.argv[1], "--accept" in sys.argv
    failures, distances = [], {}
    with tempfile.TemporaryDirectory() as tmp:
        out, log = pathlib.Path(tmp, "clean"), pathlib.Path(tmp, "log.jsonl")
        subprocess.run([mtmend, "clean", str(samples), "-o", str(out), "--log", str(log), "--isolated"], check=True)
        logs = {json.loads(line)["id"]: line + "\n" for line in log.read_text().splitlines()}
        for source in sorted(samples.glob("*.txt")):
            name = source.stem
            made = {f"{name}.clean.txt": (out / source.name).read_text(), f"{name}.log.jsonl": logs[source.name]}
            # The log names the dictionaries by their hash, which every new rule changes.
            made[f"{name}.log.jsonl"] = re.sub(r'"dictionaries":"xxh128:[0-9a-f]{32}"', '"dictionaries":"xxh128:' + "0" * 32 + '"', made[f"{name}.log.jsonl"])
            distances[name] = distance(made[f"{name}.clean.txt"], (golden / f"{name}.wanted.txt").read_text())
            for file, text in made.items():
                path = golden / file
                if accept:
                    path.write_text(text)
                elif not path.exists() or path.read_text() != text:
                    failures.append(file)
                    before = path.read_text() if path.exists() else ""
                    sys.stdout.writelines(list(difflib.unified_diff(before.splitlines(True), text.splitlines(True), "golden/" + file, "now/" + file))[:60])
    kept = here / "distance.json"
    if accept:
        kept.write_text(json.dumps(distances, indent=1) + "\n")
    else:
        allowed = json.loads(kept.read_text())
        failures += [f"{name}: {d} words from the editor's text, was {allowed.get(name)}" for name, d in distances.items() if d > allowed.get(name, 0)]
    print("distance to the editor's text in words:", distances)
    print(f"{len(distances)} articles, {len(failures)} failures", *failures, sep="\n  ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
