"""What the newspapers of each language make of names from Arabic, Persian, Hebrew, Chinese, Korean and Japanese.

The names are written by hand as they sound: š č ǧ (as in "jam") ž x (as in "loch") ġ q c (as in "cats") y w v, u i o a e, double
consonants double, ʼ for nothing. Styles are as in letters.py.
"""
import itertools

from letters import rules

VOWELS = "aeiou"
STYLES = {name: rules(text) for name, text in {
    "de": "š=sch č=tsch ǧ=dsch ž=sch x=ch ġ=gh,g q=q,k u=u y=j,i? i=i w=w v=w c=z z=s s=s,s^ss",
    "fr": "š=ch č=tch ǧ=dj ž=j x=kh ġ=gh q=q,k u=ou y=y,i i=i w=w,ou v=v c=ts s=s,s^ss z=z",
    "es": "š=sh,ch č=ch ǧ=y,j ž=zh x=j ġ=g,gh q=q,k u=u y=y,i i=i w=w,u v=v c=ts z=z",
    "pt": "š=x,ch č=tch ǧ=j ž=j x=kh ġ=gh q=q,k u=u y=i i=i w=w,u v=v c=ts z=z",
    "it": "š=sh,sc č=c ǧ=gi,j ž=z x=kh,ch ġ=gh q=q,k u=u y=y,j i=i w=w,u v=v c=z z=z",
    "nl": "š=sj č=tsj ǧ=dzj ž=zj x=ch ġ=gh,g q=q,k u=oe y=j,i? i=i w=w v=v c=ts z=z",
    "pl": "š=sz č=cz ǧ=dz ž=z x=ch ġ=gh,g q=k u=u y=j i=i w=w v=w c=c z=z",
    "tr": "š=s č=c ǧ=c ž=j x=h ġ=g q=k u=u y=y i=i w=v v=v c=ts z=z",
    "sv": "š=sj,sh č=tj,ch ǧ=dzj,dj ž=zj x=kh,ch ġ=gh q=q,k u=u y=j,y i=i w=w v=v c=ts z=z",
    "cs": "š=s č=c ǧ=dz ž=z x=ch ġ=gh q=k u=u y=j i=i w=v v=v c=c z=z",
    "hu": "š=s č=cs ǧ=dzs ž=zs x=h ġ=g q=k u=u y=j i=i w=v v=v c=c z=z s=sz",
    "ro": "š=s č=ci ǧ=gi,j ž=j x=h ġ=gh q=q,k u=u y=i i=i w=w,u v=v c=t z=z",
    "ru": "h=kh,h š=sh č=ch ǧ=dzh ž=zh x=kh ġ=g q=k u=u y=y,i i=i w=v v=v c=ts z=z",
}.items()}
ENGLISH = rules("š=sh č=ch ǧ=j ž=zh x=kh ġ=gh q=q,k u=u,ou,oo y=y,i? i=i,ee w=w v=v c=ts,tz z=z e=e,a o=o,u")
ENGLISH_OF = {"fa": rules("q=q,gh ž=j"), "he": rules("x=kh,h,ch")}
SINGLE_IN_ENGLISH = "smy"  # Hasan, Mohamed, Fayad; but not Abas
# Before a surname with the article; an assimilated one is never English.
ARTICLES = ("al", "el")
ASSIMILATED = {"š": ("ash", "asch", "ach", "asz", "as", "es"), "s": ("as", "es"), "z": ("az", "ez"), "d": ("ad", "ed"), "n": ("an", "en"),
               "r": ("ar", "er"), "t": ("at", "et")}


def undoubled(word, letters=""):
    """The word with its double letters single: all of them, or these."""
    return "".join(letter for i, letter in enumerate(word) if i == 0 or letter != word[i - 1] or letter in " -" or letters and letter not in letters)


def at_place(spelling, before, behind):
    if spelling == "i?":  # a diphthong: Faisal and Faysal, but Yahya
        return "i" if before and before in VOWELS and behind not in VOWELS else "y"
    if "^" in spelling:
        elsewhere, between = spelling.split("^")
        return between if before and before in VOWELS and behind and behind in VOWELS else elsewhere
    if spelling.endswith("i") and len(spelling) > 1 and behind == "i":
        return spelling[:-1]  # Italian and Romanian ci, gi
    return spelling


def spellings(sound, style, single=""):
    for word in {sound, undoubled(sound, single)}:
        table = {letter: style.get(letter, [letter]) for letter in word if letter != "ʼ"}
        letters = [letter for letter in word if letter != "ʼ"]
        for choice in itertools.product(*table.values()):
            chosen = dict(zip(table, choice))
            yield "".join(at_place(chosen[letter], letters[i - 1] if i else "", letters[i + 1] if i + 1 < len(letters) else "") for i, letter in enumerate(letters))


def sounds_foreign(sound):
    found = set()
    for name, style in STYLES.items():
        for form in spellings(sound, style):
            form = form.replace("szsz", "ssz")  # Hungarian
            found.add(form)
            if name == "fr" and form.endswith(("in", "an")):
                found.add(form + "e")
            if name in ("es", "ru") and form.endswith(("ah", "akh")):
                found.add(form[: form.rindex("a") + 1])
            if name in ("es", "pl", "cs", "tr") and form.endswith("eh"):
                found.add(form[:-1])  # Fachrizade
    return found


def sounds_english(sound, language):
    return set(spellings(sound, ENGLISH | ENGLISH_OF.get(language, {}), SINGLE_IN_ENGLISH))


def with_articles(forms, articles):
    return {f"{article} {form}" for form in forms for article in articles}


# Chinese syllables, as Pinyin has them: Czech, Hungarian and Russian spellings.
INITIALS = {"zh": ("c", "cs", "chzh"), "ch": ("cch", "cs", "ch"), "sh": ("s", "s", "sh"), "b": ("p", "p", "b"), "p": ("pch", "p", "p"), "m": ("m", "m", "m"),
            "f": ("f", "f", "f"), "d": ("t", "t", "d"), "t": ("tch", "t", "t"), "n": ("n", "n", "n"), "l": ("l", "l", "l"), "g": ("k", "k", "g"),
            "k": ("kch", "k", "k"), "h": ("ch", "h", "kh"), "j": ("t", "cs", "tsz"), "q": ("cch", "cs", "ts"), "x": ("s", "hsz", "s"), "r": ("z", "zs", "zh"),
            "z": ("c", "c", "tsz"), "c": ("cch", "c", "ts"), "s": ("s", "sz", "s"), "": ("", "", "")}
FINALS = {"ao": ("ao", "ao", "ao"), "ai": ("aj", "aj", "ay"), "ei": ("ej", "ej", "ey"), "uo": ("uo", "o", "o"), "iu": ("iou", "iu", "yu"), "ui": ("uej", "uj", "uy"),
          "ian": ("ien", "ien", "yan"), "iang": ("iang", "iang", "yan"), "ia": ("ia", "ia", "ya"), "ie": ("ie", "ie", "e"), "iao": ("iao", "iao", "yao"), "uai": ("uaj", "uaj", "uay"),
          "ang": ("ang", "ang", "an"), "eng": ("eng", "eng", "en"), "ing": ("ing", "ing", "in"), "ong": ("ung", "ung", "un"), "iong": ("iung", "iung", "yun"),
          "yi": ("i", "ji", "i"), "ya": ("ja", "ja", "ya"), "yan": ("jen", "jen", "yan"), "yang": ("jang", "jang", "yan"), "yong": ("jung", "jung", "yun"),
          "you": ("jou", "ju", "yu"), "yu": ("ju", "ju", "yuy"), "yuan": ("juan", "juan", "yuan"), "yun": ("jun", "jun", "yun"), "ying": ("jing", "jing", "in"),
          "yin": ("jin", "jin", "in"), "yao": ("jao", "jao", "yao"), "ye": ("jie", "je", "e"), "wang": ("wang", "vang", "van"), "wei": ("wej", "vej", "vey"),
          "wen": ("wen", "ven", "ven"), "wu": ("wu", "vu", "u"), "wan": ("wan", "van", "van"), "uan": ("uan", "uan", "uan"), "uang": ("uang", "uang", "uan")}


def syllable(pinyin, language):
    for initial in sorted(INITIALS, key=len, reverse=True):
        if pinyin.startswith(initial):
            final = pinyin[len(initial):]
            break
    if initial in ("zh", "ch", "sh", "r", "z", "c", "s") and final == "i":
        final = ("'", "i", "i")[language].replace("'", "")
        return INITIALS[initial][language] + (final or ("e" if initial in ("z", "c", "s") else "i"))
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = {"u": ("u", "u", "yuy"), "uan": ("uan", "uan", "yuan"), "un": ("un", "un", "yun"), "ue": ("ue", "ue", "yue")}[final][language]
        return INITIALS[initial][language] + final
    return INITIALS[initial][language] + FINALS.get(final, (final,) * 3)[language]


def chinese(syllables):
    """Czech, Hungarian and Russian spellings of a name in syllables ("jin ping")."""
    forms = {"-".join(syllable(s, language) for s in syllables.split()) for language in (0, 1)}
    return forms | {"".join(syllable(s, 2) for s in syllables.split())}


# Hepburn syllables of Japanese names as others have them: as phonemes, and what Russian makes of them.
JAPANESE = (("sh", "š"), ("ch", "č"), ("j", "ǧ"), ("ts", "c"))
RUSSIAN_JAPANESE = (("shi", "si"), ("sha", "sya"), ("sho", "syo"), ("shu", "syu"), ("chi", "ti"), ("cho", "tyo"), ("ji", "dzi"), ("jo", "dzyo"), ("ju", "dzyu"),
                    ("za", "dza"), ("zu", "dzu"), ("ze", "dze"), ("zo", "dzo"), ("tsu", "tsu"))


def japanese(hepburn):
    sound = hepburn
    for of, to in JAPANESE:
        sound = sound.replace(of, to)
    russian = hepburn
    for of, to in RUSSIAN_JAPANESE:
        russian = russian.replace(of, to)
    return {form for name in ("de", "pl", "cs", "hu", "pt", "fr", "nl", "tr") for form in spellings(sound, STYLES[name])} | {russian}
