#!/usr/bin/env python3
"""Times mtmend against counting the same words, in one table: bench.py MTMEND [TEXT …] [options]. See README.md here."""
import argparse, json, os, pathlib, platform, statistics, subprocess, sys, tempfile
import material

SIZES_FULL = [1, 10, 100]
SIZES_SMALL = [1, 2]


# A process begins with the memory of the one that starts it, and its peak counts that: so a small one starts it.
LAUNCHER = """
import os, sys
began = os.times().elapsed
null = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=null)
_, status, usage = os.wait4(pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, os.times().elapsed - began, usage.ru_maxrss / 1024)
"""


class Bench:
    def __init__(self, a, folder):
        self.mtmend, self.folder, self.runs, self.small = a.mtmend, folder, a.runs, a.small
        self.megabytes = 2 if a.small else a.megabytes
        self.texts = material.read_texts(a.text) or material.sample_texts()
        self.rows = []

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, command, env=None):
        """CPU seconds, wall seconds and peak memory in MiB of one process."""
        done = subprocess.run([sys.executable, "-S", "-c", LAUNCHER, *command], env=env, stdout=subprocess.PIPE, text=True)
        status, cpu, elapsed, memory = done.stdout.split()
        if status != "0":
            sys.exit(f"{command[0]} ended with status {status}: {' '.join(command)}")
        return float(cpu), float(elapsed), float(memory)

    def clean(self, articles, *options, jobs=1):
        return self.run([self.mtmend, "clean", articles, "-o", "/dev/null", "--isolated", "-j", str(jobs), *options])

    def count(self, articles):
        return self.run(["wc", "-w", articles], dict(os.environ, LC_ALL="C.UTF-8"))

    def paired(self, first, second):
        """Medians of both, run in turns so that a slow minute hits both."""
        pairs = [(first(), second()) for _ in range(self.runs)]
        return [tuple(statistics.median(run[k] for run in side) for k in range(3)) for side in zip(*pairs)]

    def row(self, name, value, unit, bar=None, note=""):
        self.rows.append({"name": name, "value": round(value, 3), "unit": unit, "bar": bar, "note": note})
        if not self.as_json:
            mark = "" if bar is None else f"bar {bar:g}{'' if self.holds(value, name, bar) else '   MISSED'}"
            print(f"  {name:<46} {value:9.2f} {unit:<9} {mark:<18} {note}".rstrip(), flush=True)

    @staticmethod
    def holds(value, name, bar):
        return value >= bar if name.startswith("two threads") else value <= bar

    def stream(self, name, texts, megabytes):
        path = self.path(name)
        material.write_stream(path, texts, megabytes)
        return path

    def good_english(self):
        self.good = self.stream("good.jsonl", self.texts, self.megabytes)
        (cpu, _, memory), (words, _, _) = self.paired(lambda: self.clean(self.good), lambda: self.count(self.good))
        self.good_cpu = cpu
        size = os.path.getsize(self.good) / 2**20
        self.row("good English, to /dev/null", cpu / words, "x wc -w", 2.5, f"{size:.0f} MB in {cpu:.2f} s, wc {words:.3f} s")
        self.row("peak memory, good English", memory, "MiB", 76)

    def damaged(self):
        texts = [material.damaged(text, n) for n, text in enumerate(self.texts)]
        path = self.stream("damaged.jsonl", texts, self.megabytes)
        log, out = self.path("log.jsonl"), self.path("out.jsonl")
        write = lambda: self.run([self.mtmend, "clean", path, "-o", out, "--log", log, "--isolated", "-j", "1"])
        (cpu, _, _), (words, _, _) = self.paired(write, lambda: self.count(path))
        self.row("1 artifact in 50 words, text and log written", cpu / words, "x wc -w", 5, f"{cpu:.2f} s")

    def built_in(self, files, begin):
        """How many rules or terms there are: lines that begin so, or rows of tables of terms."""
        folder = pathlib.Path(self.mtmend).resolve().parent / "share/mtmend/dictionaries"
        lines = (line for file in folder.glob(files) for line in file.read_text(encoding="utf-8").splitlines())
        return sum(line.startswith(begin) if begin else line.count("\t") >= 13 and line[0] != "#" for line in lines)

    def rules(self):
        folder = self.path("rules")
        material.write_rules(folder, 9 * self.built_in("rules/*/*.toml", "[[rule]]"))
        self.ten_times("rules", folder, 20)

    def terms(self):
        folder = self.path("terms")
        material.write_terms(folder, 9 * self.built_in("terms/*.tsv", None))
        self.ten_times("terms", folder, 15)

    def ten_times(self, what, folder, bar):
        (more, _, _), (plain, _, _) = self.paired(lambda: self.clean(self.good, "--dictionaries", folder),
                                                  lambda: self.clean(self.good))
        start, _, _ = self.clean(self.empty(), "--dictionaries", folder)
        self.row(f"ten times the {what}, start not counted", 100 * ((more - start) / (plain - self.start) - 1), "% more", bar,
                 f"reading them takes {start - self.start:.2f} s at each start")

    def empty(self):
        path = self.path("empty.txt")
        pathlib.Path(path).write_text("")
        return path

    def one_article(self):
        self.start = statistics.median(self.clean(self.empty())[0] for _ in range(self.runs))
        path = self.path("one.txt")
        pathlib.Path(path).write_text(max(self.texts, key=lambda t: -abs(len(t) - 5000))[:5000])
        cpu = statistics.median(self.clean(path)[0] for _ in range(self.runs))
        self.row("one 5 KB article, whole process", 1000 * cpu, "ms", 40, f"of which start {1000 * self.start:.0f} ms")

    def threads(self):
        (one, wall, _), (two, wall2, memory) = self.paired(lambda: self.clean(self.good), lambda: self.clean(self.good, jobs=2))
        self.row("two threads against one, by the clock", wall / wall2, "x", 1.6, f"CPU {100 * (two / one - 1):+.0f} %, peak {memory:.0f} MiB")

    def hostile(self):
        size = 1 if self.small else 4
        speed = self.megabytes / (self.good_cpu - self.start)
        for name, text in material.hostile(size << 20):
            path = self.stream("hostile.jsonl", [text], 0)
            (cpu, _, memory), = [self.clean(path)]
            path = self.stream("hostile.jsonl", [text[:len(text) // 2]], 0)
            (half, _, _), = [self.clean(path)]
            growth = (cpu - self.start) / max(half - self.start, 1e-3)
            self.row(f"hostile: {name}", speed * (cpu - self.start) / size, "x good", 20,
                     f"twice the size takes {growth:.1f} x, peak {memory:.0f} MiB")

    def growth(self):
        for size in SIZES_SMALL if self.small else SIZES_FULL:
            path = self.stream("growth.jsonl", self.texts, size)
            cpu, _, memory = self.clean(path)
            self.row(f"stream of {size} MB", (cpu - self.start) / size * 1000, "ms a MB", note=f"peak {memory:.0f} MiB")

    def stages(self):
        process = subprocess.run([self.mtmend, "clean", self.good, "-o", "/dev/null", "--isolated", "-j", "1", "--timings"],
                                 capture_output=True, text=True, check=True)
        if not self.as_json:
            print("\n  CPU time by step, good English\n" + process.stderr.rstrip())
        self.steps = process.stderr


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("mtmend")
    p.add_argument("text", nargs="*", help="texts, or JSON Lines with a field text; the sample articles otherwise")
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--megabytes", type=int, default=10)
    p.add_argument("--small", action="store_true", help="a minute's run, to see that it works")
    p.add_argument("--json", action="store_true")
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(a, folder)
        bench.as_json = a.json
        if a.small:
            bench.runs = 1
        machine = f"{material.processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
        if not a.json:
            print(f"{machine}; medians of {bench.runs} paired runs, one thread, CPU time of the whole process unless said\n")
        for part in (bench.one_article, bench.good_english, bench.damaged, bench.rules, bench.terms, bench.threads, bench.hostile,
                     bench.growth, bench.stages):
            part()
        if a.json:
            print(json.dumps({"machine": machine, "runs": bench.runs, "megabytes": bench.megabytes, "rows": bench.rows,
                              "steps": bench.steps}, indent=1))


main()
