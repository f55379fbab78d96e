#!/usr/bin/env python3
"""What the recogniser of terms owes to a language, or to single renderings: leave_out.py MTMEND SET.jsonl

Takes the names of one language (es, fr, pt, it in turn) out of the term base and cleans the articles of SET that were
translated from it, with --apply suggestion; then takes 30 % of the renderings out of the concepts (five seeded
draws, with and without the first of each concept) and cleans all. Prints how many gold edits are still made as wanted, beside the number with the whole term base.
SET: lines {"id", "source_language", "excerpt", "edits": [{"start", "end", "after", "alts"}]}, offsets in code points.
"""
import json, os, pathlib, random, shutil, subprocess, sys, tempfile

LANGUAGES = ["es", "fr", "pt", "it", "de", "ru"]


def tables(folder):
    for file in sorted((folder / "terms").glob("*.tsv")):
        yield file, file.name.startswith("concepts"), file.name in ("glue.tsv", "blockers.tsv")


def rewrite(file, change):
    lines = file.read_text().split("\n")
    file.write_text("\n".join(l if l.startswith("#") or not l else "\t".join(change(l.split("\t"))) for l in lines))


def without_language(folder, language):
    def change(cells):
        cells[4 + LANGUAGES.index(language)] = ""
        return cells
    for file, concepts, other in tables(folder):
        if not concepts and not other:
            rewrite(file, change)


def without_renderings(folder, share, seed, spare_usual):
    draw = random.Random(seed)

    def change(cells):
        normal, odd = cells[5].split(";"), cells[6].split(";")
        cells[5] = ";".join(r for i, r in enumerate(normal) if (spare_usual and i == 0) or draw.random() >= share)
        cells[6] = ";".join(r for r in odd if draw.random() >= share)
        if not cells[5] and not cells[6]:  # a concept without any rendering is an error
            cells[5], cells[6] = normal[0], odd[0]
        return cells
    for file, concepts, _ in tables(folder):
        if concepts:
            rewrite(file, change)


def hits(program, records):
    with tempfile.TemporaryDirectory() as folder:
        source, out, log = (os.path.join(folder, n) for n in ("in.jsonl", "out.jsonl", "log.jsonl"))
        with open(source, "w") as f:
            for r in records:
                f.write(json.dumps({"id": r["id"], "text": r["excerpt"]}, ensure_ascii=False) + "\n")
        subprocess.run([program, "clean", source, "-o", out, "--log", log, "--apply", "suggestion", "--offsets", "codepoint",
                        "--isolated"], check=True)
        made = {r["id"]: r["edits"] for r in map(json.loads, open(log))}
    count = 0
    for r in records:
        for gold in r["edits"]:
            wanted = {gold["after"], *gold.get("alts", [])}
            count += any(e["at"][0] < gold["end"] and e["at"][1] > gold["start"] and any(w in e["after"] for w in wanted)
                         for e in made[r["id"]])
    return count


def main():
    program, file = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    records = [json.loads(l) for l in open(file)]
    share = program.parent / "share" / "mtmend"
    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        shutil.copy(program, root / "mtmend")
        data = root / "share" / "mtmend"
        shutil.copytree(share, data, ignore=lambda _, names: {"dictionaries", "dictionaries.image"} & set(names))

        def fresh():
            shutil.rmtree(data / "dictionaries", ignore_errors=True)
            shutil.copytree(share / "dictionaries", data / "dictionaries")
            return data / "dictionaries"
        copy = str(root / "mtmend")
        fresh()
        whole = hits(copy, records)
        print(f"whole term base: {whole} of {sum(len(r['edits']) for r in records)}")
        for language in LANGUAGES[:4]:
            mine = [r for r in records if r["source_language"] == language]
            fresh()
            before = hits(copy, mine)
            without_language(fresh(), language)
            after = hits(copy, mine)
            print(f"without {language}: {after} of {before} ({100 * after / max(before, 1):.0f} %)")
        for spare_usual in (True, False):
            what = "30 % of the renderings, the usual one of a concept spared" if spare_usual else "30 % of all renderings"
            for seed in range(5):
                without_renderings(fresh(), 0.3, seed, spare_usual)
                after = hits(copy, records)
                print(f"without {what}, draw {seed}: {after} of {whole} ({100 * after / max(whole, 1):.0f} %)")


main()
