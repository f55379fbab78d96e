#!/usr/bin/env python3
"""Makes people_by_halves.tsv: what the newspapers of each language make of a name from another script.

./dictionaries/names/people/make.py > dictionaries/names/people_by_halves.tsv

native.txt    a line "@ru" (uk, be, bg, sr; uk-known where English papers also knew the Russian form), then a line for each
              person: "Given Surname=Given Surname in Cyrillic", or "…=Cyrillic/Russian" where papers know both.
phonemic.txt  a line "@ar" (fa, he, zh, ko, ja, el, ka), then given;surname;sound of the one;of the other, as phonemes.py has
              them (zh: syllables parted by spaces; ja: nothing), and spellings by hand as below.
by_hand.txt   given;surname;spellings of the given name;spellings of the surname, parted by "|".
Spellings are written without accents, as they are compared; "+" marks those of English papers, "?" the doubtful, "-" in
phonemic.txt and by_hand.txt a generated one that is no spelling of the name.
"""
import pathlib
import re
import sys

sys.dont_write_bytecode = True  # this folder holds dictionaries, and nothing else
import phonemes
from letters import english, foreign, plain, russian

here = pathlib.Path(__file__).resolve().parent

# Given names that languages have a form of their own for.
OWN = {
    "аляксандр": "Aljaksandr Alaksandr Alaksandar Aliaksandar", "александр": "Alexandre Alexandr Aleksander Alexandar Aleksandar   Oleksandr",
    "алексей": "Alexej Aleksej Alexeï Aleksiej Alejei  Alekseï Alexéi Oleksii Oleksiy",
    "андрей": "Andrej Andriej Andrzej Andréi ", "евгений": "Evgueni Evguéni Yevgueni Ievgueni Jewgeni Jewgenij Jevgeni Jevgenij Evgenij Evgeniy Ievgeni ",
    "дмитрий": "Dimitri Dimitrij Dmitrij Dimitry Dymitr Dimitriy", "михаил": "Michail Mikhaïl Mijail Michał Mihail Michaił Mikail Mijaíl ",
    "юрий": "Iouri Juri Jurij Iuri Yúri Jurii", "юлия": "Ioulia Iulia Julija Joelia Julia Youlia", "виктор": "Wiktor ",
    "владимир": "Wladimir Vladimír Wladymir Władimir", "анатолий": "Anatolij Anatol Anatolii ", "николай": "Nikolaj  Nikolaï Nikolay  ",
    "сергей": "Sergej Serguei Serguéi Sergueï Siergiej   Serhii Serhiy", "григорий": "Grigorij Grigori Grigorii  Grzegorz",
    "геннадий": "Giennadij Giennadi Gennadij Guennadi Gennadi Gennadii Guennady Genadi", "василий": "Wassili Vasilij Wassilij Vassili Wasilij Vasili",
    "пётр": "Peter Piotr Pjotr Petr Petro Piotre", "ксения": "Xenia Xenija Ksenija", "никита": "Nikíta ", "елена": "  Elena",
    "екатерина": "Jekaterina Katerina Iekaterina", "наталья": "Natalja Natalija   Natália", "иван": "Iwan", "павел": "Pawel Paweł",
    "светлана": "Swetlana Svetlána Swietlana Sviatlana", "татьяна": "Tatjana Tatiana", "константин": " Konstantyn ",
    "борис": "Borys", "иосиф": "Josif Jossif Joszif Josef Iosef", "кирилл": "Kiril Kirił", "анна": "Ana", "модест": "Modeste", "генрих": "Henrij Henrich Henrih Henrik",
    "юрій": "Iouri Juri Jurij Iuri Youri", "сергій": "Sergej Serguei Sergueï Serhij Serguiy Siergiej Serghi Sergui", "андрій": "Andrij Andri Andriï Andrej Andréi",
    "олександр": "Alexandre Alexander Aleksandr Alexandr Olexandr Olexander Aleksander Olexandre", "олексій": "Alexei Alexej Alexey Aleksej Oleksij Olexij Oleksi Olexi Alexeï Aleksei",
    "дмитро": "Dmitro  Dmitri Dmitrij Dimitri", "михайло": "Mihailo Mikhailo Michailo Mykhaïlo Mychajlo Mykhajlo Mikhail Michail Mijailo ",
    "володимир": "Wolodymyr Volodimir Vladimir Wladimir Volodymir Volodomyr Wołodymyr", "денис": "Denis Dénys ", "кирило": "Kirill Kiril Kirilo Kyrill  Kirylo",
    "юлія": "Ioulia Iulia Julija Joelia Julia Yuliya", "віктор": "Wiktor Viktar", "єгор": "Jegor", "микола": "Nikolai Nikolay Nikola  ", "ігор": "Igor Ihar",
    "олена": "Elena   Olèna", "василь": "Vasili Vasil Wassyl Vassyl Vasily Vassili Wasyl", "руслан": "Rouslan Roeslan", "надія": " Nadija Nadejda Nadezhda Nadeschda",
    "валерій": "Valeri Valery Walerij Valerij Waleri", "петро": "Piotr  Pjotr", "павло": "Pavel Pawlo  Paweł Pavlo", "олег": "Oleg",
    "арсеній": "Arseni Arsenij Arsenii Arsény", "ірина": "Irina ", "людмила": "Lioudmila Ljudmila Liudmila Ljudmyla Ludmila Ludmyla",
}

# Given names that English papers write otherwise than letter by letter.
ENGLISH_GIVEN = {"виктор": "victor", "віктор": "victor", "василий": "vassily vassili", "евгений": "evgeni evgeny yevgeny eugene", "пётр": "petr peter pyotr",
                 "екатерина": "ekaterina yekaterina", "елена": "elena yelena", "егор": "egor yegor", "александр": "alexander aleksander", "людмила": "ludmila",
                 "юлия": "yulia julia", "наталья": "natalia natalya", "татьяна": "tatiana tatyana", "софья": "sofia sofya", "дарья": "daria darya",
                 "артём": "artem artyom", "андрій": "andriy andrii", "олександр": "alexander", "юлія": "yulia yuliia", "евгения": "evgenia yevgenia", "илья": "ilia", "ксения": "xenia",
                 "василь": "vasily vasili vasiliy vassily", "георгій": "georgy georgiy georgi georgii", "геннадій": "gennady gennadiy gennadi", "євген": "evgeny evgeniy evgen yevgen yevgeny",
                 "богдан": "bogdan", "дмитро": "dmitriy", "валерій": "valery valeriy", "надія": "nadia nadiia"}
# Surnames so common that a Latvian or Lithuanian of that name is somebody else.
COMMON = set("борисов волков жданов иванов кириллов козлов костин лебедев леонов медведев миронов орлов петров рублёв соколов сорокин фёдоров шевченко".split())
# Languages of phonemic.txt whose names no English style puts an accent on.
UNACCENTED = {"ar", "fa", "he", "zh", "ko"}
# Letter by letter, but not what English papers write.
NOT_ENGLISH = {"alexandr", "olexandr", "garri", "iosif", "lev", "yan", "gherman"}
# What English papers wrote for Ukrainians known from before 2014.
RUSSIAN_IN_ENGLISH = "sergei sergey alexander aleksandr andrei andrey nikolai dmitry dmitri vladimir mikhail yuri igor oleg irina elena alexei yevgeny victor viktor vitali".split()


def usable(forms):
    """Without accents; nothing that is no word of Latin letters, and no apostrophe at an end, where the text has a word's border."""
    return {form for form in map(plain, forms) if len(form) > 1 and form[-1] != "'" and form.isascii() and re.sub("[-' ]", "", form).isalpha()}


MARKS = ("", "-", "?", "+")  # of two by hand the last counts


def spaced(spelling):
    return spelling.replace("-", " ")


class Half:
    """One half of a name: its spelling in English, and what else is written for it. What is said by hand counts more."""

    def __init__(self, canonical, surname=False):
        self.canonical = plain(canonical).lower()
        self.is_surname = surname
        self.english, self.foreign = set(), set()
        self.by_hand = {}  # spelling -> its mark; "" for a foreign one

    def add_by_hand(self, cell):
        for spelling in filter(None, cell.split("|")):
            mark = spelling[0] if spelling[0] in "+?-" else ""
            name = plain(spelling[len(mark):]).lower()
            self.by_hand[name] = max(self.by_hand.get(name, ""), mark, key=MARKS.index)  # accents do not count

    def marked(self):
        """Every spelling but the canonical one, with its mark. A hyphen is a space."""
        by_hand = {}
        for spelling, mark in self.by_hand.items():
            by_hand.setdefault(spaced(spelling), []).append((MARKS.index(mark), spelling))
        marks = {spelling: "" for spelling in self.foreign} | {spelling: "+" for spelling in self.english}
        marks = {spelling: mark for spelling, mark in marks.items() if spaced(spelling) not in by_hand}
        marks |= {spelling: MARKS[mark] for mark, spelling in map(max, by_hand.values())}
        # "the Skripals" are the family, not what Latvian makes of Skripal
        if self.is_surname:
            plurals = {name + "s" for name in [self.canonical, *(spelling for spelling, mark in marks.items() if mark == "+")]}
            marks = {spelling: mark for spelling, mark in marks.items() if mark or spelling not in plurals}
        return {spelling: mark for spelling, mark in marks.items() if mark != "-" and spaced(spelling) != spaced(self.canonical)}

    def cell(self):
        marks = self.marked()
        by_mark = sorted(marks.items(), key=lambda item: (-MARKS.index(item[1]), item[0]))
        return "|".join(mark + shaped(spelling) for spelling, mark in by_mark)


def shaped(form):
    return "-".join(" ".join(word[:1].upper() + word[1:] for word in part.split(" ")) for part in form.split("-"))


def add_cyrillic(half, native, language, given):
    key = native.lower()
    known = language == "uk-known"
    of = language[:2]
    half.foreign |= usable(foreign(key, of, {"lv", "lt"} if key in COMMON else (), not given))
    good = english(key, of)
    if known:
        good |= set(RUSSIAN_IN_ENGLISH) if given else english(russian(key), "ru")
    if given:
        good |= set(ENGLISH_GIVEN.get(key, "").split())
        half.foreign |= {plain(form).lower() for name in {key, russian(key) if of == "uk" else key} for form in OWN.get(name, "").split()}
    elif key == "лукашенко":
        half.foreign |= {"lukashenka", "lukaschenka", "lukaszenka", "lukasenka", "loukachenka"}
        good |= {"lukashenka"}
    if not given and key[0] == "е" and half.canonical[0] == "y":
        good = {form for form in good if form[0] != "e"}
    half.english |= (usable(good) - NOT_ENGLISH) & half.foreign


def add_sound(half, sound, language, given):
    if language == "zh":
        half.foreign |= usable(phonemes.chinese(sound))
        return
    if language == "ja":
        half.foreign |= usable(phonemes.japanese(half.canonical))
        return
    theirs, ours = phonemes.sounds_foreign(sound), phonemes.sounds_english(sound, language)
    article, _, rest = half.canonical.partition("-")
    if not given and article in phonemes.ARTICLES and rest:
        bare = {rest}
        assimilated = phonemes.ASSIMILATED.get(sound[0], ())
        half.english |= phonemes.with_articles((ours & theirs) | bare, phonemes.ARTICLES) | (ours & theirs) | bare
        half.foreign |= phonemes.with_articles(theirs - ours, phonemes.ARTICLES) | (theirs - ours) | phonemes.with_articles(theirs | bare, assimilated)
    else:
        half.english |= ours & theirs
        half.foreign |= theirs
    half.foreign = usable(half.foreign) - {""}


def lines_of(name):
    """The lines of a file, each with the language of its section."""
    language = ""
    for line in open(here / name, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("@"):
            language = line[1:]
        elif line and not line.startswith("#"):
            yield line, language


def read_people():
    people = {}

    def person(given, surname):
        return people.setdefault((surname, given), (Half(given), Half(surname, surname=True), []))

    for line, language in lines_of("native.txt"):
        name, natives = line.split("=")
        halves = person(*name.split(" ", 1))
        for native, of in zip(natives.split("/"), (language, "ru")):
            for half, part, given in zip(halves, native.split(" ", 1), (True, False)):
                add_cyrillic(half, part, of, given)
        if language != "sr":
            halves[2].append(natives)
    for line, language in lines_of("phonemic.txt"):
        cells = (line.split(";") + [""] * 4)[:6]
        halves = person(cells[0], cells[1])
        if language in UNACCENTED:
            halves[2].append(language)
        for half, sound, by_hand, given in zip(halves, cells[2:4], cells[4:6], (True, False)):
            if sound or language == "ja":
                add_sound(half, sound, language, given)
            half.add_by_hand(by_hand)
    for line, _ in lines_of("by_hand.txt"):
        cells = (line.split(";") + [""] * 2)[:4]
        for half, by_hand in zip(person(cells[0], cells[1]), cells[2:]):
            half.add_by_hand(by_hand)
    return people


def refuse_shared(people):
    """No full name may stand for two people."""
    seen, shared = {}, set()
    for (surname, given), (first, last, _) in people.items():
        for a in [first.canonical, *first.marked()]:
            for b in [last.canonical, *last.marked()]:
                key = (a + " " + b).replace("-", " ")
                other = seen.setdefault(key, (surname, given))
                if other != (surname, given):
                    shared.add((other, (surname, given), key))
    for pair in sorted({pair[:2] for pair in shared}):
        example = next(key for one, two, key in sorted(shared) if (one, two) == pair)
        print(f"shared by {pair[0]} and {pair[1]}: {example}", file=sys.stderr)
    if shared:
        sys.exit("two people share a full name; mark the spelling with '-'")


def main():
    people = read_people()
    refuse_shared(people)
    print("# people_by_halves.tsv: people in the news whose names come from another script, half by half: any foreign spelling of one half")
    print("#   beside any spelling of the other is the person")
    print("# columns: given name <TAB> surname <TAB> spellings of the given name (|) <TAB> of the surname (|) <TAB> the name in Cyrillic, or its language,")
    print("#   where no English style puts an accent on it")
    print("# Compared without accents and case. + stands before what some English paper writes, ? before what is held; the rest is foreign.")
    print("# Own work: native names run through the letter rules of each language by people/make.py; other names written by hand.")
    for (surname, given), (first, last, native) in sorted(people.items()):
        print("\t".join([given, surname, first.cell(), last.cell(), "/".join(native)]))


main()
