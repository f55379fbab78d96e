#!/usr/bin/env python3
"""Makes people_by_halves.tsv: what the newspapers of each language make of a name from another script.

./dictionaries/names/people/make.py > dictionaries/names/people_by_halves.tsv

native.txt   a line "@ru" (uk, be, bg; uk-known where English papers also knew the Russian form), then a line for each
             person: "Given Surname=Given Surname in Cyrillic".
by_hand.txt  given;surname;spellings of the given name;spellings of the surname, parted by "|".
Spellings are written without accents, as they are compared; "+" marks those of English papers, "?" the doubtful.
"""
import itertools
import pathlib
import unicodedata

here = pathlib.Path(__file__).resolve().parent

VOWELS = "аеёиоуыэюяіїєўѣ"
# A letter in one language: plain, or by place: ("at the start or behind a vowel", "elsewhere").
BASE = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf"), й="i", ы="y", э="e", ь="", ъ="", ґ="g", ё="e", і="i", ї="i", є="e", ў="u", х="kh")
STYLES = {
    "de": dict(в="w", з="s", ж="sch", х="ch", ц="z", ч="tsch", ш="sch", щ="schtsch", ю="ju", я="ja", є="je", ї="ji", ё="jo", й="i", е=("je", "e")),
    "de2": dict(в="w", з="s", ж="sch", х="ch", ц="z", ч="tsch", ш="sch", щ="schtsch", ю="ju", я="ja", є="je", ї="ji", ё="o", й="j", е="e", с=("ss", "s")),
    "fr": dict(ж="j", у="ou", ц="ts", ч="tch", ш="ch", щ="chtch", ю="iou", я="ia", й="i", ё="e", е=("ie", "e"), є="ie", с=("ss", "s"), г="gu*"),
    "fr2": dict(ж="j", у="ou", ц="ts", ч="tch", ш="ch", щ="chtch", ю="iou", я="ia", й="i", ё="io", г="gu*"),
    "es": dict(ж="zh", у="u", х="j", ц="ts", ч="ch", ш="sh", щ="sch", ю="yu", я="ya", ы="i", и="i", ё="io", е=("ye", "e"), є="ye", г="gu*"),
    "es2": dict(ж="j", у="u", х="j", ц="ts", ч="ch", ш="sh", щ="sh", ю="iu", я="ia", ы="i", ё="e", г="gu*"),
    "pt": dict(ж="j", у="u", ц="ts", ч="tch", ш="ch", щ="sch", ю="iu", я="ia", ы="i", ё="io", е=("ie", "e"), г="gu*"),
    "pt2": dict(ж="j", у="u", ц="ts", ч="ch", ш="ch", щ="shch", ю="iu", я="ia", ё="e", г="gu*"),
    "it": dict(ж="z", х="ch", ц="c", ч="c", ш="s", щ="sc", ю="ju", я="ja", й="j", ё="e", є="je", ї="ji"),
    "nl": dict(ж="zj", у="oe", х="ch", ц="ts", ч="tsj", ш="sj", щ="sjtsj", ю="joe", я="ja", й="j", ё="jo", е=("je", "e"), є="je"),
    "pl": dict(в="w", ж="z", х="ch", ц="c", ч="cz", ш="sz", щ="szcz", ю="ju", я="ja", й="j", ё="o", е=("je", "ie"), є="je"),
    "sv": dict(ж="zj", х="ch", ц="ts", ч="tj", ш="sj", щ="sjtj", ю="ju", я="ja", й="j", ё="jo", е=("je", "e")),
    "tr": dict(ж="j", х="h", ц="ts", ч="c", ш="s", щ="s", ю="yu", я="ya", й="y", ё="yo", е=("ye", "e"), ы="i"),
}
ENGLISH = [dict(ж="zh", ц="ts", ч="ch", ш="sh", щ=щ, ю="yu", я=я, й=й, ё=ё, е=е, ы="y", є="ye", ї=ї, х=х)
           for щ in ("shch", "sch") for я in ("ya", "ia") for й in ("y", "i") for ё in ("yo", "e", "o") for е in (("ye", "e"), "e")
           for ї in ("yi", "i") for х in ("kh", "h")]
# Given names that languages have a form of their own for.
OWN = {
    "александр": "Alexandre Alexandr Aleksander Alexandar Aleksandar   Oleksandr",
    "алексей": "Alexej Aleksej Alexeï Aleksiej Alejei  Alekseï Alexéi Oleksii Oleksiy",
    "андрей": "Andrej Andriej Andrzej Andréi ", "евгений": "Evgueni Evguéni Yevgueni Ievgueni Jewgeni Jewgenij Jevgeni Jevgenij Evgenij Evgeniy Ievgeni ",
    "дмитрий": "Dimitri Dimitrij Dmitrij Dimitry Dymitr Dimitriy", "михаил": "Michail Mikhaïl Mijail Michał Mihail Michaił Mikail Mijaíl ",
    "юрий": "Iouri Juri Jurij Iuri Yúri Jurii", "юлия": "Ioulia Iulia Julija Joelia Julia Youlia", "виктор": "Wiktor ",
    "владимир": "Wladimir Vladimír Wladymir Władimir", "анатолий": "Anatolij Anatol Anatolii ", "николай": "Nikolaj  Nikolaï Nikolay  ",
    "сергей": "Sergej Serguei Serguéi Sergueï Siergiej   Serhii Serhiy", "григорий": "Grigorij Grigori Grigorii  Grzegorz",
    "геннадий": "Gennadij Guennadi Gennadi Gennadii Guennady Genadi", "василий": "Wassili Vasilij Wassilij Vassili Wasilij Vasili",
    "пётр": "Piotr Pjotr Petr Petro Piotre", "ксения": "Xenia Xenija Ksenija", "никита": "Nikíta ", "елена": "  Elena",
    "екатерина": "Jekaterina Katerina Iekaterina", "наталья": "Natalja Natalija   Natália", "иван": "Iwan Ivã", "павел": "Pawel Paweł",
    "светлана": "Swetlana Svetlána Swietlana Sviatlana", "татьяна": "Tatjana Tatiana", "константин": " Konstantyn ",
    "юрій": "Iouri Juri Jurij Iuri Youri", "сергій": "Sergej Serguei Sergueï Serhij Serguiy Siergiej Serghi Sergui", "андрій": "Andrij Andri Andriï Andrej Andréi",
    "олександр": "Alexandre Alexander Aleksandr Alexandr Olexandr Olexander Aleksander Olexandre", "олексій": "Alexei Alexej Alexey Aleksej Oleksij Olexij Oleksi Olexi Alexeï Aleksei",
    "дмитро": "Dmitro  Dmitri Dmitrij Dimitri", "михайло": "Mihailo Mikhailo Michailo Mykhaïlo Mychajlo Mykhajlo Mikhail Michail Mijailo ",
    "володимир": "Wolodymyr Volodimir Vladimir Wladimir Volodymir Volodomyr Wołodymyr", "денис": "Denis Dénys ", "кирило": "Kirill Kiril Kirilo Kyrill  Kirylo",
    "юлія": "Ioulia Iulia Julija Joelia Julia Yuliya", "віктор": "Wiktor Viktar", "єгор": "Jegor", "микола": "Nikolai Nikolay Nikola  ", "ігор": "Igor Ihar",
    "олена": "Elena   Olèna", "василь": "Vasili Vasil Wassyl Vassyl Vasily Vassili Wasyl", "руслан": "Rouslan Roeslan", "надія": " Nadija Nadejda Nadezhda Nadeschda",
    "валерій": "Valeri Valery Walerij Valerij Waleri", "петро": "Piotr  Pjotr", "павло": "Pavel Pawlo  Paweł Pavlo", "олег": "Oleg",
    "арсеній": "Arseni Arsenij Arsenii Arsény", "ірина": "Irina ", "людмила": "Lioudmila Ljudmila Liudmila Ljudmyla Ludmila Ludmyla",
}


# What English papers wrote for Ukrainians known from before 2014.
RUSSIAN_IN_ENGLISH = "sergei sergey alexander aleksandr andrei andrey nikolai dmitry dmitri vladimir mikhail yuri igor oleg irina elena alexei yevgeny victor viktor vitali".split()


def plain(text):
    text = text.replace("ł", "l").replace("Ł", "L")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def spelled(word, style, language):
    out = ""
    for i, letter in enumerate(word):
        if letter not in BASE and letter not in style:
            out += letter
            continue
        as_ = style.get(letter, BASE.get(letter))
        if language in ("uk", "be"):
            as_ = {"г": "h", "и": "y", "е": "e"}.get(letter, as_)
        before = word[i - 1] if i else ""
        behind = word[i + 1] if i + 1 < len(word) else ""
        if isinstance(as_, tuple):
            if letter == "с":
                as_ = as_[0] if before and before in VOWELS and behind and behind in VOWELS else as_[1]
            else:
                as_ = as_[0] if i == 0 or before in VOWELS + "ьъ" else as_[1]
        if as_ == "gu*":
            as_ = "gu" if behind and behind in "еиіє" else "g"
        out += as_
    return out


def endings(native, form, style):
    yield form
    for cut, new in {"ский": ("ski", "skij", "skyj", "sky", "skyi"), "цкий": ("tski", "ckij", "cki", "zki", "tskij"), "ський": ("ski", "skyj", "skij", "skyi", "sky"),
                     "цький": ("tski", "ckyj", "cki", "zkyj")}.items():
        if native.endswith(cut):
            stem = spelled(native[: -len(cut)], style[0], style[1])
            for n in new:
                yield stem + n
    for cut, new in {"ый": ("y", "yj", "yi", "i"), "ий": ("i", "ij", "y", "yj"), "ая": ("aia", "aja", "aya"), "ия": ("ia", "ija", "iya"), "ой": ("oi", "oj")}.items():
        if native.endswith(cut):
            stem = spelled(native[: -len(cut)], style[0], style[1])
            for n in new:
                yield stem + n
    if style[2].startswith("fr") and native.endswith("ин"):
        yield form + "e"
    if style[2].startswith("pl") and native.endswith(("ская", "ська")):
        yield spelled(native[: -len("ская")], style[0], style[1]) + "ska"
    if native.endswith(("ль", "нь", "сь", "рь")):
        yield form


def russian(native):
    table = str.maketrans({"и": "и", "і": "и", "ї": "и", "є": "е", "ґ": "г", "'": None})
    return native.translate(table).replace("ьо", "ё")


def forms(native, language):
    low = native.lower()
    found = set()
    kinds = [(low, language)] + ([(russian(low), "ru")] if language == "uk" else [])
    for word, lang in kinds:
        for name, style in STYLES.items():
            for part in endings(word, spelled(word, style, lang), (style, lang, name)):
                found.add(part)
        if lang == "ru":
            for style in ("es", "es2"):
                found.add(spelled(word, STYLES[style], lang).replace("gu", "g"))
    return found


def english(native, language):
    low = native.lower()
    kinds = [(low, language)] + ([(low, "ru")] if language in ("bg",) else [])
    found = set()
    for word, lang in kinds:
        for style in ENGLISH:
            form = spelled(word, style, lang)
            found.add(form)
            for cut, new in {"ий": ("y", "iy", "ii", "yi", "i"), "ый": ("y", "yy", "yi", "iy"), "ій": ("iy", "ii", "y"), "ьий": ("yi",), "ия": ("ia", "iya", "iia"),
                             "ая": ("aya", "aia")}.items():
                if word.endswith(cut):
                    found.update(spelled(word[: -len(cut)], style, lang) + n for n in new)
            for cut, new in {"ський": ("sky", "skyi", "skyy", "skiy", "skyj"[:4]), "цький": ("tsky", "tskyi", "tskyy"), "ский": ("sky", "skiy", "skii"), "ев": ("ev", "yev", "iev", "eff"),
                             "ёв": ("ev", "yov", "yev"), "ева": ("eva", "yeva", "ieva")}.items():
                if word.endswith(cut):
                    found.update(spelled(word[: -len(cut)], style, lang) + n for n in new)
    return found


def shaped(form):
    return "-".join(part[:1].upper() + part[1:] for part in form.split("-"))


def half(canonical, native, language, given):
    key = native.lower()
    known = language == "uk-known"
    language = language[:2]
    good = {plain(canonical).lower()} | {plain(f) for f in english(native, language)}
    good |= {"victor"} if given and key in ("виктор", "віктор") else set()
    good |= {"vassily", "vassili"} if given and key == "василий" else set()
    if known:
        good |= {plain(f) for f in english(russian(key), "ru")} | set(RUSSIAN_IN_ENGLISH)
    good |= {"lukashenka"} if key == "лукашенко" else set()
    bad_too = {"lukashenka"} if key == "лукашенко" else set()
    if not given and key[0] == "е":
        good = {g for g in good if not g.startswith("e")} | {plain(canonical).lower()}
    bad = {plain(f) for f in forms(native, language)}
    if given:
        bad |= {plain(f).lower() for f in OWN.get(key, "").split()}
        if language == "uk" and russian(key) in OWN:
            bad |= {plain(f).lower() for f in OWN[russian(key)].split()}
    bad = {b for b in bad if b.isascii() and b.replace("-", "").isalpha() and len(b) > 1}
    good = {g for g in good if g.isascii() and g.replace("-", "").isalpha()}
    near = {g for g in good if g != plain(canonical).lower() and g in bad | bad_too}
    return "|".join(["+" + shaped(g) for g in sorted(near)] + [shaped(b) for b in sorted(bad - good)])


def main():
    rows = {}
    language = None
    for line in open(here / "native.txt", encoding="utf-8"):
        line = line.strip()
        if line.startswith("@"):
            language = line[1:]
            continue
        for person in filter(None, line.split(";")):
            name, native = person.split("=")
            given, surname = name.split(" ", 1)
            native_given, native_surname = native.split(" ", 1)
            rows[(surname, given)] = (given, surname, half(given, native_given, language, True), half(surname, native_surname, language, False), native)
    for line in open(here / "by_hand.txt", encoding="utf-8"):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        given, surname, givens, surnames = (line.split(";") + [""])[:4]
        clean = lambda cell, name: "|".join(dict.fromkeys(m + f for m, f in ((s[0], plain(s[1:])) if s[0] in "+?" else ("", plain(s)) for s in filter(None, cell.split("|")))
                                                          if f.lower() != plain(name).lower()))
        rows[(surname, given)] = (given, surname, clean(givens, given), clean(surnames, surname), "")
    print("# people_by_halves.tsv: people in the news whose names come from another script, half by half: any foreign spelling of one half")
    print("#   beside any spelling of the other is the person")
    print("# columns: given name <TAB> surname <TAB> spellings of the given name (|) <TAB> of the surname (|) <TAB> the name in Cyrillic")
    print("# Compared without accents and case. + stands before what some English paper writes, ? before what is held; the rest is foreign.")
    print("# Own work: Cyrillic names run through the letter rules of each language by people/make.py; other names written by hand.")
    for key in sorted(rows):
        print("\t".join(rows[key]))


main()
