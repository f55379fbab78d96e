#!/usr/bin/env python3
"""The Python module, as it is imported from where it is installed: run.py PROJECT [MTMEND [ARTICLES]]

Doctests, laws over the articles of the project, the samples (with stand-ins where their library is not installed). With
the program MTMEND it says what the program says; and with ARTICLES (JSON Lines with `text`) it is timed against it."""
import doctest
import importlib.util
import json
import os
import pathlib
import pickle
import subprocess
import sys
import tempfile
import time
import types
import unittest

import mtmend

project = pathlib.Path(sys.argv[1])
program = sys.argv[2] if len(sys.argv) > 2 else None
timed = sys.argv[3] if len(sys.argv) > 3 else None

SOURCE = "The allies met in kyiv before the summit.On Thursday the Otán left. Café: they met."

RULE = """[[rule]]
id = "spacing/qux"
confidence = "safe"
find = 'QUX'
replace = "vat"
trigger = ["qux"]
why = "a test"
[rule.origin]
from = ["es"]
evidence = ["none"]
added = 2026-11-28
[rule.examples]
fixes = [["The QUX.", "The vat."]]
keeps = ["The vat.", "The cat."]
"""


def add_rule(folder):
    """Makes `folder` one of dictionaries, in which QUX becomes vat; the name may be bytes."""
    rules = os.path.join(os.fsencode(folder), b"rules/spacing")
    os.makedirs(rules)
    with open(os.path.join(rules, b"qux.toml"), "w", encoding="utf-8") as file:
        file.write(RULE)


def articles():
    for folder in ("tests/golden/articles", "tests/negative", "samples/articles"):
        for path in sorted((project / folder).rglob("*.txt")):
            yield path.read_bytes().decode("utf-8")


def sample(name):
    spec = importlib.util.spec_from_file_location(name, project / "samples/python" / (name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Results(unittest.TestCase):
    def check_laws(self, source, result):
        for edit in result.edits:
            self.assertEqual(source[slice(*edit.at)], edit.before)
            self.assertEqual(result.text[slice(*edit.to)], edit.after)
        for held in result.held:
            self.assertEqual(source[slice(*held.at)], held.before)
        text, end = "", 0
        for edit in result.edits:
            text += source[end : edit.at[0]] + edit.after
            end = edit.at[1]
        self.assertEqual(text + source[end:], result.text)

    def test_offsets_index_source_and_clean_text(self):
        for source in articles():
            self.check_laws(source, mtmend.clean(source, apply="suggestion"))

    def test_places_are_carried_as_the_library_carries_them(self):
        import ctypes

        from mtmend import _library

        class Span(ctypes.Structure):
            _fields_ = [("begin", ctypes.c_size_t), ("end", ctypes.c_size_t)]

        library = _library._library
        for name in ("mtmend_span_to_clean", "mtmend_span_to_source"):
            getattr(library, name).argtypes = [ctypes.c_void_p, Span]
            getattr(library, name).restype = Span
        for name in ("mtmend_to_clean", "mtmend_to_source"):
            getattr(library, name).argtypes = [ctypes.c_void_p, ctypes.c_size_t]
            getattr(library, name).restype = ctypes.c_size_t
        pipeline = mtmend.Pipeline()
        raw = SOURCE.encode()
        handle, line = ctypes.c_void_p(), ctypes.create_string_buffer(256)
        none = _library._as_array([])
        status = library.mtmend_clean(
            pipeline._handle._pointer, raw, len(raw), none, 0, ctypes.byref(handle), line, len(line)
        )
        self.assertEqual(status, 0)
        result = pipeline.clean(SOURCE)
        far = 2**40
        for way, length in (("to_clean", len(SOURCE)), ("to_source", len(result.text))):
            self.assertEqual(getattr(result, way)(far), len(result.text) if way == "to_clean" else len(SOURCE))
            places = [-far, -1, *range(length + 4), far]  # the library has no negative offsets: they are 0
            for begin in places:
                offset = getattr(library, "mtmend_" + way)(handle, max(begin, 0))
                self.assertEqual(getattr(result, way)(begin), offset, (way, begin))
                for end in places:
                    span = getattr(library, "mtmend_span_" + way)(handle, Span(max(begin, 0), max(end, 0)))
                    self.assertEqual(getattr(result, way)((begin, end)), (span.begin, span.end), (way, begin, end))
        library.mtmend_free(handle)

    def test_places_of_a_text_without_edits_end_with_it(self):
        for text in ("", "They left."):
            result, end = mtmend.clean(text), len(text)
            for carry in (result.to_clean, result.to_source):
                self.assertEqual([carry(place) for place in (-1, 0, end, end + 1)], [0, 0, end, end])
                self.assertEqual([carry(span) for span in ((-2, 99), (99, 2), (0, -1))], [(0, end), (end, end), (0, 0)])

    def test_a_result_is_a_value(self):
        result = mtmend.clean(SOURCE)
        self.assertEqual(pickle.loads(pickle.dumps(result)), result)
        self.assertEqual(len({result, mtmend.clean(SOURCE)}), 1)
        self.assertIn("edits", repr(result))

    def test_a_pipeline_can_be_sent_to_another_process(self):
        pipeline = mtmend.Pipeline(profile="wire", apply="likely")
        again = pickle.loads(pickle.dumps(pipeline))
        self.assertEqual(again.clean(SOURCE), pipeline.clean(SOURCE))

    def test_threads_change_nothing_and_keep_the_order(self):
        texts = list(articles())
        self.assertEqual(list(mtmend.clean_many(texts, workers=10)), [mtmend.clean(text) for text in texts])

    def test_a_long_stream_is_not_read_ahead(self):
        taken = []

        def endless():
            while True:
                taken.append(1)
                yield "They met in kyiv."

        stream = mtmend.clean_many(endless(), workers=2)
        self.assertEqual(next(stream).text, "They met in Kyiv.")
        self.assertLess(len(taken), 20)
        stream.close()

    def test_text_may_contain_nul_and_be_empty(self):
        self.assertEqual(mtmend.clean("").text, "")
        self.check_laws("They\0met in kyiv.", mtmend.clean("They\0met in kyiv."))

    def test_errors_say_what_to_do(self):
        for options, status, words in (
            ({"apply": "sure"}, 3, "use safe, likely, suggestion"),
            ({"skip": ["spacin"]}, 3, "did you mean 'spacing'?"),
            ({"dictionaries": ["/nowhere"]}, 4, "/nowhere: no such folder"),
            ({"decisions": "/nowhere"}, 4, "/nowhere"),
        ):
            with self.assertRaisesRegex(mtmend.Error, words.replace("?", r"\?")) as caught:
                mtmend.Pipeline(**options)
            self.assertEqual(caught.exception.status, status)
            self.assertEqual(pickle.loads(pickle.dumps(caught.exception)).status, status)
        with self.assertRaises(UnicodeEncodeError):
            mtmend.clean("\ud800")
        with self.assertRaises(ValueError):
            mtmend.Pipeline().clean_many([], workers=0)
        with self.assertRaises(mtmend.Error):
            list(mtmend.clean_many(["fine", "They met."], source_language="Spanish"))

    def test_one_name_is_a_list_of_one(self):
        def options(**given):
            return mtmend.Pipeline(**given)._options

        for one in ("/nowhere", pathlib.Path("/nowhere")):
            with self.assertRaisesRegex(mtmend.Error, "^/nowhere: no such folder"):
                mtmend.Pipeline(dictionaries=one)
            with self.assertRaisesRegex(mtmend.Error, "^/nowhere: no such folder"):
                mtmend.clean("They left.", dictionaries=one)
        with tempfile.TemporaryDirectory() as folder:
            add_rule(folder)
            for one in (folder, pathlib.Path(folder)):
                self.assertEqual(mtmend.clean("The QUX left.", dictionaries=one).text, "The vat left.")
                self.assertEqual(options(dictionaries=one), options(dictionaries=[folder]))
        for way in ("stages", "skip"):
            for one, several in (
                ("spacing", ["spacing"]),
                ("spacing,names", ["spacing", "names"]),
                (pathlib.Path("names"), ["names"]),
                ("", []),
            ):
                self.assertEqual(options(**{way: one}), options(**{way: several}), (way, one))
        self.assertEqual(mtmend.clean("They met in kyiv .", stages="spacing").text, "They met in kyiv.")
        self.assertEqual(mtmend.clean("They met in kyiv .", skip="spacing,quotes").text, "They met in Kyiv .")

    def test_options_are_utf8_in_any_locale_and_paths_the_systems(self):
        script = """if True:
            import sys
            import mtmend
            assert sys.getfilesystemencoding() in ("ascii", "iso8859-1"), sys.getfilesystemencoding()
            pipeline = mtmend.Pipeline(dictionaries=sys.argv[1:])
            result = pipeline.clean("The QUX left.", id="caf\\u00e9")
            assert (result.text, result.log["id"]) == ("The vat left.", "caf\\u00e9"), ascii(result.log_line)
            try:
                mtmend.Pipeline(profile="n\\u00e9ws")
            except mtmend.Error as error:
                assert "unknown profile 'n\\u00e9ws'" in str(error), ascii(error)
            else:
                raise AssertionError("a profile of this name")
        """
        with tempfile.TemporaryDirectory() as folder:
            rules = os.path.join(os.fsencode(folder), "café".encode())
            add_rule(rules)
            done = subprocess.run(
                [sys.executable, "-c", script, rules],
                env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
                capture_output=True,
            )
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))

    def test_a_missing_library_is_named(self):
        done = subprocess.run(
            [sys.executable, "-c", "import mtmend"],
            env={**os.environ, "MTMEND_LIBRARY": "/nowhere/libmtmend.so.0"},
            capture_output=True,
            text=True,
        )
        self.assertIn("ImportError: /nowhere/libmtmend.so.0: the library of mtmend cannot be loaded", done.stderr)

    @unittest.skipUnless(program, "without the program")
    def test_it_says_what_the_program_says(self):
        for source in articles():
            done = subprocess.run(
                [program, "clean", "--isolated", "--offsets", "codepoint", "--log", "/dev/stderr"],
                input=source.encode(),
                capture_output=True,
                check=True,
            )
            result = mtmend.clean(source)
            self.assertEqual(result.text.encode(), done.stdout)
            log = json.loads(done.stderr)
            log["id"] = ""
            self.assertEqual(result.log, log)


class Samples(unittest.TestCase):
    def test_each_is_short(self):
        for path in (project / "samples/python").glob("*.py"):
            self.assertLessEqual(len(path.read_text(encoding="utf-8").splitlines()), 25, path.name)

    def test_datasets(self):
        mapped = sample("datasets_map").mend({"text": ["They met in kyiv.", "They left."]})
        self.assertEqual(mapped["text"], ["They met in Kyiv.", "They left."])
        self.assertEqual(len(json.loads(mapped["mtmend_log"][0])["edits"]), 1)

    def test_datatrove(self):
        class PipelineStep:
            def __init__(self):
                self.stats = []

            def stat_update(self, *names, value):
                self.stats.append((names, value))

        base = types.ModuleType("datatrove.pipeline.base")
        base.PipelineStep = PipelineStep
        stand_ins = {"datatrove": types.ModuleType("datatrove"), "datatrove.pipeline": types.ModuleType("datatrove.pipeline")}
        sys.modules.update({**stand_ins, "datatrove.pipeline.base": base})
        step = sample("datatrove_step").Mend(apply="likely")
        document = types.SimpleNamespace(text="They met in kyiv.", metadata={})
        self.assertEqual([d.text for d in step.run([document])], ["They met in Kyiv."])
        self.assertEqual(document.metadata, {"mtmend_edits": 1})
        self.assertEqual(step.stats, [(("edits",), 1)])

    def test_spacy(self):
        class Doc:
            def __init__(self, text, ents=()):
                self.text, self.ents = text, ents

            def char_span(self, begin, end, label, alignment_mode):
                return types.SimpleNamespace(start_char=begin, end_char=end, label_=label, text=self.text[begin:end])

        begin = SOURCE.index("Otán")
        entity = types.SimpleNamespace(start_char=begin, end_char=begin + 4, label_="ORG")
        nlp = types.SimpleNamespace(make_doc=Doc)
        clean = sample("spacy_step").mended(Doc(SOURCE, [entity]), nlp)
        self.assertEqual([(span.text, span.label_) for span in clean.ents], [("NATO", "ORG")])

    def test_entities(self):
        done = subprocess.run(
            [sys.executable, str(project / "samples/python/entities.py")], capture_output=True, text=True, check=True
        )
        self.assertIn("(53, 64) -> (54, 65) Maria Lopez", done.stdout)

    def test_pandas(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("python3-pandas is not installed")
        frame = pandas.DataFrame({"text": ["They met in kyiv.", "They left."]})
        mended = frame["text"].map(lambda text: mtmend.clean(text).text)
        self.assertEqual(list(mended), ["They met in Kyiv.", "They left."])
        frame["text"] = [result.text for result in mtmend.clean_many(frame["text"])]
        self.assertEqual(list(frame["text"]), list(mended))

    def test_dask(self):
        try:
            import dask.bag
        except ImportError:
            self.skipTest("python3-dask is not installed")
        bag = dask.bag.from_sequence(["They met in kyiv.", "They left."], npartitions=2)
        mended = bag.map(lambda text: mtmend.clean(text).text).compute(scheduler="threads")
        self.assertEqual(mended, ["They met in Kyiv.", "They left."])


def compare_speed(path):
    texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
    best = {}
    for _ in range(3):
        for workers in (1, 2):
            begin = time.perf_counter()
            subprocess.run([program, "clean", path, "-o", "/dev/null", "--log", "/dev/null", "--isolated", "-j", str(workers)],
                           check=True)
            took = time.perf_counter() - begin
            best["program", workers] = min(took, best.get(("program", workers), took))
            begin = time.perf_counter()
            pipeline = mtmend.Pipeline()
            edits = sum(len(result.edits) for result in pipeline.clean_many(texts, workers=workers))
            took = time.perf_counter() - begin
            best["python", workers] = min(took, best.get(("python", workers), took))
    for workers in (1, 2):
        a, b = best["program", workers], best["python", workers]
        print(f"{len(texts)} articles, {edits} edits, {workers} threads: program {a:.2f} s, Python {b:.2f} s, {b / a:.2f} x")


if __name__ == "__main__":
    failed = sum(doctest.testmod(module)[0] for module in (mtmend, mtmend._library))
    if timed:
        compare_speed(timed)
    outcome = unittest.main(argv=[sys.argv[0]], exit=False, verbosity=1)
    sys.exit(0 if outcome.result.wasSuccessful() and not failed else 1)
