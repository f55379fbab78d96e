#!/usr/bin/env python3
"""Times mtmend against counting the same words: bench.py MTMEND [TEXT_FILE] [--runs N] [--json].

Prints medians of CPU time over paired runs of `mtmend clean` (JSON Lines in, clean records to /dev/null) and of
`wc -w`, their ratio, and the time for one small article. Without TEXT_FILE the sample articles are repeated until they
make some megabytes: short and mostly good English, so the ratio is for comparing versions, not for quoting.
"""
import argparse, json, os, pathlib, platform, resource, statistics, subprocess, tempfile


def cpu_seconds(command, env=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("mtmend")
    p.add_argument("text", nargs="?")
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--megabytes", type=int, default=8)
    p.add_argument("--json", action="store_true")
    a = p.parse_args()
    samples = pathlib.Path(__file__).resolve().parents[2] / "samples" / "articles"
    texts = [pathlib.Path(a.text).read_text()] if a.text else [f.read_text() for f in sorted(samples.glob("*.txt"))]
    with tempfile.TemporaryDirectory() as folder:
        small = os.path.join(folder, "small.txt")
        pathlib.Path(small).write_text(texts[0][:5000])
        articles = os.path.join(folder, "articles.jsonl")
        written = 0
        with open(articles, "w") as out:
            while written < a.megabytes << 20:
                for text in texts:
                    written += out.write(json.dumps({"id": str(written), "text": text}, ensure_ascii=False) + "\n")
        utf8 = dict(os.environ, LC_ALL="C.UTF-8")
        clean, count, one = [], [], []
        for _ in range(a.runs):
            clean.append(cpu_seconds([a.mtmend, "clean", articles, "-o", "/dev/null", "--isolated"]))
            count.append(cpu_seconds(["wc", "-w", articles], utf8))
            one.append(cpu_seconds([a.mtmend, "clean", small, "--isolated"]))
    result = {"machine": platform.processor() or platform.machine(), "cores": os.cpu_count(), "megabytes": round(written / 2**20, 1),
              "clean_s": statistics.median(clean), "wc_s": statistics.median(count), "one_article_s": statistics.median(one)}
    result["ratio"] = result["clean_s"] / max(result["wc_s"], 1e-9)
    if a.json:
        print(json.dumps(result))
    else:
        print(f"{result['machine']}, {result['cores']} cores, {result['megabytes']} MB, medians of {a.runs} paired runs, CPU seconds")
        print(f"  mtmend clean {result['clean_s']:.3f}   wc -w {result['wc_s']:.3f}   ratio {result['ratio']:.1f}")
        print(f"  one 5 KB article, whole process {result['one_article_s'] * 1000:.0f} ms")


main()
