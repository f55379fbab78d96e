#!/usr/bin/env python3
"""The recipes of samples/shares, dask, spark_pipe and hadoop_streaming: run_recipes.py MTMEND

Those of shares clean a folder and a file of records in shares, while something is killed, and must make what a single run makes.
GNU parallel and Dask are left out where they are not installed (the exit status is 77 where both are missing); Slurm is a
stand-in here: a loop that sets the variables of an array, kills tasks and requeues them.

Spark and Hadoop are stand-ins too, that start the programs and speak with them as RDD.pipe of PySpark 3 and the mappers of
Hadoop Streaming 3 do: what comes out must be what a single run makes, and a record that cannot be read must fail its task.
"""
import importlib.util
import itertools
import json
import os
import pathlib
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import run_crashes

samples = pathlib.Path(__file__).resolve().parents[1] / "samples"
chance = random.Random(5)


def single(mtmend, source, folder):
    folder.mkdir()
    subprocess.run([mtmend, "clean", "--isolated", source, "-o", folder / "out", "--log", folder / "out.log.jsonl"], check=True)
    return run_crashes.result(folder)


def compare(name, folder, wanted):
    """Nothing is there but the result and the folder of shares, in which nothing is unfinished."""
    got = {k: v for k, v in run_crashes.result(folder).items() if not k.startswith("out.shares/") or "unfinished" in k or ".mtmend" in k}
    yield from run_crashes.differences(name, got, wanted)


def with_parallel(source, folder):
    subprocess.run([samples / "shares/parallel.sh", source, folder / "out", "5", "-j", "2"], check=True, stderr=subprocess.DEVNULL)


def with_slurm(source, folder):
    """Every task is killed once, somewhere, and requeued; then each is run again though it is done."""
    count = 4
    for kill in (True, False, False):
        for task in range(1, count + 1):
            environment = {**os.environ, "SLURM_ARRAY_TASK_ID": str(task), "SLURM_ARRAY_TASK_COUNT": str(count), "SHARES": str(samples / "shares")}
            running = subprocess.Popen([samples / "shares/slurm.sh", source, folder / "out"], env=environment, stderr=subprocess.DEVNULL)
            try:
                running.wait(timeout=chance.uniform(0.05, 0.6) if kill else 600)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
        joined = subprocess.run([samples / "shares/join_shares.sh", source, folder / "out", str(count)], capture_output=True)
    assert joined.returncode == 0, joined.stderr


def with_dask(source, folder):
    """One of the two workers is killed in the middle."""
    from distributed import Client, LocalCluster

    sys.path.insert(0, str(samples / "dask"))
    import clean

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster, Client(cluster) as client:
        killed = []
        victim = cluster.workers[0].process.pid

        def kill():
            while not list(folder.glob("out.shares/1-of-*.log.jsonl")) and not list(folder.glob("out.shares/.1-of-*")):
                time.sleep(0.01)
            time.sleep(0.2)
            programs = [int(pid) for f in pathlib.Path(f"/proc/{victim}/task").glob("*/children") for pid in f.read_text().split()]
            os.kill(victim, 9)
            # A machine that fails takes mtmend with it; where only the worker dies, mtmend goes on beside its second run.
            for program in programs if source.is_dir() else []:
                os.kill(program, 9)
            killed.append(programs)

        threading.Thread(target=kill, daemon=True).start()
        clean.clean(client, str(source), str(folder / "out"), 6)
    assert killed and killed[0], "the worker was killed while it cleaned"


class Rdd:
    """Partitions of lines; what PySpark's RDD.pipe does with them, and collect()."""

    def __init__(self, partitions):
        self.partitions = partitions

    def pipe(self, command, env=None, checkCode=False):
        def through(lines):
            pipe = subprocess.Popen(shlex.split(command), env=dict() if env is None else env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

            def feed(out):
                try:
                    for line in lines:
                        out.write((str(line).rstrip("\n") + "\n").encode("utf-8"))
                    out.close()
                except BrokenPipeError:
                    pass

            threading.Thread(target=feed, args=[pipe.stdin], daemon=True).start()

            def check():
                pipe.wait()
                if checkCode and pipe.returncode:
                    raise RuntimeError(f"Pipe function `{command}' exited with error code {pipe.returncode}")
                yield from ()

            return (line.rstrip(b"\n").decode("utf-8") for line in itertools.chain(iter(pipe.stdout.readline, b""), check()))

        return Rdd([list(through(lines)) for lines in self.partitions])

    def collect(self):
        return [line for lines in self.partitions for line in lines]


def hadoop_map(mapper, splits):
    """A map task for each split: its lines go in, and what comes out are keys and values, written as TextOutputFormat does."""
    out = []
    for lines in splits:
        task = subprocess.run(shlex.split(mapper), input="".join(f"{line}\n" for line in lines).encode("utf-8"), capture_output=True)
        if task.returncode:
            raise RuntimeError(f"PipeMapRed.waitOutputThreads(): subprocess failed with code {task.returncode}: {task.stderr.decode()}")
        for line in task.stdout.decode("utf-8").split("\n")[:-1]:
            key, _, value = line.partition("\t")
            out.append(f"{key}\t{value}")
    return out


def fails(job, *arguments):
    """What a job says that must not succeed."""
    try:
        made = job(*arguments)
        return f"it succeeded, with {len(made)} records"
    except RuntimeError as error:
        return str(error)


def in_streams(mtmend):
    """Problems of the recipes that records flow through."""
    found = importlib.util.spec_from_file_location("spark_pipe", samples / "spark_pipe/clean.py")  # `clean` is Dask's
    spark = importlib.util.module_from_spec(found)
    found.loader.exec_module(spark)
    records = [json.dumps({"id": f"r{n}", "text": text, "n": 1.10}, ensure_ascii=n % 2 == 0) for n, text in enumerate(run_crashes.texts(400))]
    command = [mtmend, "clean", "--isolated", "--format", "jsonl", "--log-field", "mtmend_log"]
    done = subprocess.run(command, input="".join(f"{r}\n" for r in records).encode("utf-8"), capture_output=True, check=True)
    wanted = done.stdout.decode("utf-8").split("\n")[:-1]
    borders = [0, 0, 1, 150, 151, 400, 400]  # a partition may be empty, or hold one record
    parts = [records[a:b] for a, b in zip(borders, borders[1:])]
    broken = [lines[:-1] + ["{broken"] + lines[-1:] if len(lines) > 100 else lines for lines in parts]

    def through_spark(partitions, *options):
        return spark.clean(Rdd(partitions), *options).collect()

    if through_spark(parts) != wanted:
        yield "spark_pipe: the records are not those of a single run"
    if "exited with error code 2" not in (said := fails(through_spark, broken)):
        yield f"spark_pipe: a broken record does not fail the task: {said}"
    passing = shlex.join(command + ["--on-error", "pass"]) + " || [ $? = 3 ]"
    passed = Rdd(broken).pipe(shlex.join(["sh", "-c", passing]), checkCode=True).collect()
    if [line for line in passed if line != "{broken"] != wanted or len(passed) != 402:
        yield "spark_pipe: with --on-error pass something is lost"

    plain = shlex.join(command)
    if [line.removesuffix("\t") for line in hadoop_map(plain, parts)] != wanted:
        yield "hadoop_streaming: the records are not those of a single run"
    if "failed with code 2" not in (said := fails(hadoop_map, plain, broken)):
        yield f"hadoop_streaming: a broken record does not fail the task: {said}"
    keyed = str(samples / "hadoop_streaming/clean_values.py")

    def with_keys(partitions):
        return [[f"key {line[:9]}\t{line}" for line in lines] for lines in partitions]

    if hadoop_map(keyed, with_keys(parts)) != [f"key {r[:9]}\t{w}" for r, w in zip(records, wanted)]:
        yield "hadoop_streaming: keys and values are not those that went in"
    if "failed with code 2" not in (said := fails(hadoop_map, keyed, with_keys(broken))):
        yield f"hadoop_streaming: a broken value does not fail the task: {said}"
    if "no tab between" not in (said := fails(hadoop_map, keyed, [*with_keys(parts), ["no tab"]])):
        yield f"hadoop_streaming: a line without a key does not fail the task: {said}"


def main():
    os.environ["MTMEND"] = mtmend = str(pathlib.Path(sys.argv[1]).resolve())
    recipes = [with_slurm]
    if shutil.which("parallel"):
        recipes.append(with_parallel)
    try:
        import distributed  # noqa: F401
        recipes.append(with_dask)
    except ImportError:
        pass
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        os.chdir(scratch)  # where there is no mtmend.toml
        run_crashes.make_folder(scratch / "articles", 1500)
        run_crashes.make_records(scratch / "dump.jsonl", 900)  # the first broken one is the 997th
        for source in (scratch / "articles", scratch / "dump.jsonl"):
            wanted = single(mtmend, source, scratch / "single")
            for recipe in recipes:
                folder = scratch / recipe.__name__
                folder.mkdir()
                recipe(source, folder)
                found += compare(f"{recipe.__name__} of {source.name}", folder, wanted)
                shutil.rmtree(folder)
            shutil.rmtree(scratch / "single")
        found += in_streams(mtmend)
    for problem in found:
        print(problem)
    print(f"{len(recipes) + 2} recipes, {len(found)} problems")
    return 1 if found else 77 if len(recipes) == 1 else 0


if __name__ == "__main__":
    sys.exit(main())
