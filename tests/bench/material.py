"""Texts, damage, rules and hostile inputs to time mtmend with. Everything is made the same way every time."""
import json, os, pathlib, random, re

WANTED = pathlib.Path(__file__).resolve().parents[1] / "golden" / "articles"


def sample_texts():
    """What the sample articles are meant to read like: good English."""
    return [f.read_text() for f in sorted(WANTED.glob("*.wanted.txt"))]


def read_texts(paths):
    texts = []
    for path in map(pathlib.Path, paths):
        if path.suffix in (".jsonl", ".ndjson"):
            texts += [json.loads(line)["text"] for line in path.read_text().splitlines() if line.strip()]
        else:
            texts.append(path.read_text())
    return texts


def write_stream(path, texts, megabytes):
    """JSON Lines of at least so many megabytes, each text as often as it takes; once at least."""
    written = 0
    with open(path, "w") as out:
        while written == 0 or written < megabytes << 20:
            for text in texts:
                line = json.dumps({"id": str(written), "text": text}, ensure_ascii=False) + "\n"
                written += len(line.encode())
                out.write(line)
                if 0 < megabytes << 20 <= written:
                    break


DAMAGES = [lambda a, b: f"{a}  {b}", lambda a, b: f"{a} {a} {b}", lambda a, b: f"{a} , {b}", lambda a, b: a + b,
           lambda a, b: f"{a[:len(a) // 2]} {a[len(a) // 2:]} {b}", lambda a, b: f"{a}\n\n{b}", lambda a, b: f"{a} {b}&nbsp;",
           lambda a, b: f"{a}.{b.capitalize()}", lambda a, b: f"kyiv {a} {b}", lambda a, b: f"{a} (Also read: {b})"]


def damaged(text, seed):
    """One artifact in some fifty words, of ten kinds."""
    dice = random.Random(seed)
    parts = re.split(r"( )", text)
    place = 50
    while place + 2 < len(parts):
        parts[place] = dice.choice(DAMAGES)(parts[place], parts.pop(place + 2))
        parts.pop(place + 1)
        place += 98
    return "".join(parts)


def write_rules(folder, count):
    """So many phrase rules of words that good English has, in pairs that it has not."""
    os.makedirs(folder, exist_ok=True)
    words = sorted({w for text in sample_texts() for w in re.findall(r"\b[a-z]{4,9}\b", text)})
    dice = random.Random(7)
    with open(os.path.join(folder, "bench.toml"), "w") as out:
        for n in range(count):
            phrase = f"{dice.choice(words)} {dice.choice(words)} qu{n}"
            out.write(f'[[rule]]\nid = "words/bench-{n}"\nconfidence = "safe"\ntrigger = ["{phrase.split()[0]}"]\n'
                      f'find = "\\\\b{phrase}\\\\b"\nreplace = "bench {n}"\nwhy = "measures"\n'
                      f'[rule.origin]\nfrom = ["es"]\nevidence = ["made"]\nadded = 2026-11-28\n'
                      f'[rule.examples]\nfixes = [["A {phrase} here.", "A bench {n} here."]]\nkeeps = ["A {phrase}s here.", "The {phrase}x."]\n\n')


def write_terms(folder, count):
    """So many terms of names that no body has, put together from the pieces of official names in Spanish."""
    tables = pathlib.Path(__file__).resolve().parents[2] / "dictionaries" / "terms"
    known, names = set(), []
    for table in sorted(tables.glob("*.tsv")):
        for line in table.read_text().splitlines():
            cells = line.split("\t")
            if line.startswith("#") or len(cells) < 14:
                continue
            known.update([cells[0], *cells[11].split(";")])
            spanish = re.sub(r" \(.*?\)", "", cells[4].split(";")[0])
            if " de " in spanish and " of " in cells[0]:
                names.append((cells[0].split(" of ", 1), spanish.split(" de ", 1)))
    heads = [("Bank", "Banco"), ("Court", "Tribunal"), ("Committee", "Comité"), ("Fund", "Fondo"), ("Agency", "Agencia"),
             ("Party", "Partido"), ("Treaty", "Tratado"), ("Ministry", "Ministerio")]
    dice = random.Random(5)
    made, seen = {}, set()
    while len(made) < count:
        (head, cabeza), (two, dos), (three, tres) = dice.choice(heads), dice.choice(names), dice.choice(names)
        english, spanish = f"{head} of {two[1]} and {three[1]}", f"{cabeza} de {dos[1]} y {tres[1]}"
        # Names of the same concepts would be one and the same to the recogniser.
        stems = frozenset(word[:4].lower() for word in spanish.split() if len(word) > 3)
        if english not in known and stems not in seen and len(stems) > 3:
            made[english] = spanish
            seen.add(stems)
    os.makedirs(os.path.join(folder, "terms"), exist_ok=True)
    with open(os.path.join(folder, "terms", "bench.tsv"), "w") as out:
        for english, spanish in sorted(made.items()):
            out.write("\t".join([english, "body", "", "the", spanish] + [""] * 8 + ["press"]) + "\n")
    return len(made)


def hostile(size):
    """Texts that no newspaper prints, of so many bytes: (name, text)."""
    dice = random.Random(11)
    base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    letters = "abcdefghijklmnopqrstuvwxyz"
    phrases = ["the Ammunition Convention in Bunch ", "he said. said this Friday ", "the President Truman ", "(Also read: more) ",
               "summit.On Thursday ", "the the ", "4.840 people ", "kyiv "]
    yield "base64", "".join(dice.choices(base64, k=size))
    yield "random letters", "".join(dice.choices(letters, k=size))
    yield "random short words", " ".join("".join(dice.choices(letters, k=5)) for _ in range(size // 6))
    yield "one line without an end", ("a line that goes on and on without a stop " * (size // 42 + 1))[:size]
    yield "rule phrases only", "".join(dice.choices(phrases, k=size // 18))[:size]
    yield "full stops", ". " * (size // 2)
    yield "quotation marks", "\" ' “ " * (size // 8)
    yield "one word again and again", "the " * (size // 4)
    yield "short lines", "of a\n" * (size // 5)
    yield "capitals", "The General Secretary Of The " * (size // 29)


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"
