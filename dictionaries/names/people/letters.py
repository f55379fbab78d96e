"""What the newspapers of each language make of Cyrillic letters.

A style is a list of "letter=spelling": alternatives are parted by a comma, each of them used through the whole word.
"e<je": je at the start of a word and behind a vowel, e elsewhere. "g>gu": gu before e and i. "s^ss": ss between vowels.
A letter without a rule is spelled as BASE has it. Endings (ий, ый ...) are rules like letters, at the end of a word only.
"""
import itertools
import unicodedata

VOWELS = "аеёиоуыэюяіїєѣ"
HUSHING = "жчшщц"
FRONT = "еиіє"
ENDINGS = ("ський", "цький", "ский", "цкий", "ий", "ый", "ій", "ая", "ия", "ія", "ой")


def rules(text):
    return {letter: spellings.split(",") for letter, spellings in (rule.split("=") for rule in text.split())}


BASE = {letter: [spelling] for letter, spelling in zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf")}
BASE |= rules("й=i ы=y э=e ґ=g ё=e і=i ї=i є=e ў=u х=kh ь= ъ= '=")
SLAVIC = "ий=ij,i,y ый=yj,ij,y,i ій=ij,i ая=aja ия=ija,ia ія=ija,ia ой=oj"  # endings, where й is j
ROMANCE = "ий=i,y ый=i,y,yi ій=i,ii ая=aia,aya ия=ia,iya ія=ia ой=oi"

STYLES = {name: rules(text) for name, text in {
    "de": "в=w з=s ж=sch х=ch ц=z ч=tsch ш=sch щ=schtsch ю=ju я=ja є=je ї=ji,i ё=jo й=i,j е=e<je,e с=s,s^ss ий=i,ij,y ый=y,yj,i ій=ij,i ая=aja ия=ija,ia ія=ija,ia ой=oi,oj",
    "de, English consonants": "в=w з=z ж=zh х=kh,ch ц=ts ч=ch ш=sh щ=shch ю=ju я=ja є=je ї=ji ё=jo й=j " + SLAVIC,
    "fr": "ж=j у=ou ц=ts ч=tch ш=ch щ=chtch,tch ю=iou я=ia й=i ё=e,io є=ie,e е=e,e<ie с=s,s^ss г=g>gu ий=i,y,ii ый=y,i,yi ій=i,ii,y ая=aia,aya ия=ia ія=ia ой=oi",
    "es": "ж=zh,j у=u х=j,k ц=ts ч=ch ш=sh щ=sch,sh ю=yu,iu я=ya,ia ы=i ё=io,e е=e,e<ye є=ye,ie г=g,g>gu й=i,y " + ROMANCE,
    "pt": "ж=j,zh у=u х=kh,k ц=ts ч=tch,ch ш=ch,sh щ=sch,chtch,tch ю=iu,yu я=ia,ya ы=i,y ё=io е=e,e<ie є=ie,e г=g,g>gu с=s,s^ss й=i " + ROMANCE,
    "ca": "ж=j у=u х=kh ц=ts ч=tx ш=x,ix щ=sx,xtx ю=iu я=ia ы=i ё=io е=e,e<ie є=ie г=g>gu с=s,s^ss й=i " + ROMANCE,
    "it": "ь=,' ж=z,zh х=ch,kh ц=c,ts ч=c,ch ш=s,sh щ=sc,shch ю=ju я=ja й=j ё=e,jo е=e є=je ї=ji " + SLAVIC,
    "it, as it sounds": "ж=g у=u х=k,h ц=z,ts ч=ci ш=sc щ=sci ю=iu я=ia й=i ы=i ё=io г=g>gh " + ROMANCE,
    "nl": "ж=zj у=oe х=ch ц=ts ч=tsj ш=sj щ=sjtsj ю=joe я=ja й=j,i ё=jo е=e,e<je є=je ий=i,ij,y ый=y,yj,i ій=i,ij ая=aja ия=ia,ija ія=ia ой=oj",
    "pl": "в=w ж=z х=ch ц=c ч=cz ш=sz щ=szcz ю=ju я=ja,ia й=j ё=io,o е=ie<je,e<je є=je,ie и=i,i! ий=ij,i,y ый=y,yj ій=ij,i ая=aja,a ия=ia,ija ія=ia ой=oj,oi",
    "sv": "ж=zj х=ch ц=ts ч=tj ш=sj щ=sjtj ю=ju я=ja й=j ё=jo е=e,e<je є=je " + SLAVIC,
    "da": "ж=zj,sj х=kh ц=ts ч=tj ш=sj щ=sjtj ю=ju я=ja й=j ё=jo е=e,e<je є=je " + SLAVIC,
    "nb": "ж=zj,sj х=kh ц=ts ч=tsj ш=sj щ=sjtsj ю=ju я=ja й=j ё=jo е=e,e<je є=je " + SLAVIC,
    "fi": "ж=z х=h ц=ts ч=ts ш=s щ=sts ю=ju я=ja й=i ё=jo е=e,e<je є=je ий=i,ij ый=yi,y ій=ij,i ая=aja ия=ija,ia ія=ija,ia ой=oi",
    "cs": "ж=z х=ch ц=c ч=c ш=s щ=sc ю=ju я=ja й=j ё=jo е=e,e<je є=je ї=ji ая=aja,a " + SLAVIC.replace("ая=aja ", ""),
    "hr": "ь=,j ж=z х=h ц=c ч=c ш=s щ=sc ю=ju я=ja й=j ы=i ё=jo е=e,e<je є=je ий=i,ij ый=i,ij ій=ij,i ая=aja ия=ija ія=ija ой=oj",
    "hu": "ж=zs х=h ц=c ч=cs ш=s щ=scs ю=ju я=ja й=j ы=i ё=jo е=e,e<je є=je с=sz ий=ij ый=ij ій=ij ая=aja ия=ija ія=ija ой=oj",
    "ro": "ж=j х=h ц=t ч=ci>c ш=s щ=sci ю=iu я=ia й=i ы=i ё=io е=e,e<ie г=g>gh є=ie " + ROMANCE,
    "tr": "ж=j х=h ц=ts ч=c ш=s щ=s,sc ю=yu я=ya й=y ё=yo е=e,e<ye ы=i є=ye ий=iy,i,y ый=iy,i ій=iy,i ая=aya ия=iya ія=iya ой=oy",
    "lv": "ж=z х=h ц=c ч=c ш=s щ=sc ю=ju я=ja й=j ы=i ё=jo е=e,e<je є=je ий=ijs,is ый=ijs,is ій=ijs ая=aja ия=ija ія=ija ой=ojs",
    "lt": "ж=z х=ch ц=c ч=c,ci ш=s щ=sc ю=iu я=ia,ja й=j ы=y ё=io е=e,e<je є=je ий=ijus,is ый=as,nas ій=ijus ая=aja ия=ija ія=ija ой=ojus",
}.items()}
# Serbian letters in the spelling of others; Latin ones are their own.
SERBIAN = {name: rules(text) for name, text in {
    "from Russian": "ж=zh ч=ch ћ=ch ш=sh ц=ts,c џ=dzh ђ=dj,dzh,j ј=y,i,j љ=l,ly њ=n,ny х=kh,h",
    "de": "ж=sch ч=tsch ћ=tsch,c ш=sch ц=z џ=dsch ђ=dsch,dj ј=j љ=lj њ=nj х=h в=w,v з=s",
    "fr": "ж=j ч=tch ћ=tch ш=ch ц=ts џ=dj ђ=dj ј=i љ=li,l њ=ni,gn х=h у=ou",
    "pl": "ж=z ч=cz ћ=c,cz ш=sz ц=c џ=dz ђ=dz,dj ј=j љ=l,lj њ=n,nj х=h,ch в=w,v",
    "tr": "ж=j ч=c ћ=c ш=s ц=ts џ=dz ђ=dj ј=y љ=ly њ=ny х=h",
    "hu": "ж=zs ч=cs ћ=cs,ty ш=s ц=c џ=dzs ђ=gy ј=j љ=lj њ=nj х=h с=sz",
    "sv": "ж=zj ч=tj ћ=tj ш=sj ц=ts џ=dzj ђ=dj ј=j љ=lj њ=nj х=h",
    "nl": "ж=zj ч=tsj ћ=tsj ш=sj ц=ts џ=dzj ђ=dj ј=j љ=lj њ=nj х=h у=oe",
}.items()}

ENGLISH = rules("ж=zh ц=ts ч=ch ш=sh щ=shch,sch ю=yu,iu<yu я=ya,ia<ya й=y,i ё=yo,e е=e,e<ye є=ye,ie<ye,e<ye ї=yi,i х=kh э=e ий=y,i,iy,ii "
                "ый=y,yi,yy,iy ій=iy,ii,y ая=aya ия=ia,iya,iia ія=ia,iya,iia ой=oy,oi")
# How -ский ends, and Ukrainian -ий.
ENGLISH_TAILS = {"ru": ("y", "iy", "ii"), "uk": ("y", "yi", "yy", "iy")}


def plain(text):
    for letter, without in (("ł", "l"), ("Ł", "L"), ("ı", "i"), ("đ", "d"), ("Đ", "D"), ("ø", "o"), ("Ø", "O")):
        text = text.replace(letter, without)
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def parts(word):
    """The letters of a word; its ending is one of them: -ск, -цк and then ий."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            inner = ending[:-2].replace("ь", "") if len(ending) > 2 else ""
            return list(word[: -len(ending)] + inner) + ["ий" if inner else ending]
    return list(word)


def at_place(spelling, before, behind, soft_l):
    """The alternative of a rule that belongs between these two letters."""
    if before and before in HUSHING and spelling[:1] in ("i", "j", "y") and len(spelling) > 1 and spelling[1] in "aeou":
        spelling = spelling.split("<")[0][1:]
    if before == "ь" and spelling == "o":
        return "jo"
    if soft_l and before == "л" and spelling[:2] in ("io", "ie"):
        spelling = spelling[1:]
    if "<" in spelling:
        elsewhere, opening = spelling.split("<")
        if not before or before in VOWELS + "ьъ":
            return opening
        return elsewhere
    if ">" in spelling:
        elsewhere, fronted = spelling.split(">")
        return fronted if behind and behind[0] in FRONT else elsewhere
    if "^" in spelling:
        elsewhere, between = spelling.split("^")
        return between if before and before in VOWELS and behind and behind in VOWELS else elsewhere
    if spelling == "i!":  # Polish: y behind a hushing letter
        return "y" if before and before in HUSHING else "i"
    return spelling


def spellings(word, style, changes):
    """All spellings of a word in a style."""
    letters = parts(word)
    table = {}
    for letter in letters:
        table[letter] = changes.get(letter) or style.get(letter) or BASE.get(letter, [letter])
    for choice in itertools.product(*table.values()):
        chosen = dict(zip(table, choice))
        yield "".join(at_place(chosen[letter], letters[i - 1] if i else "", letters[i + 1] if i + 1 < len(letters) else "", style is STYLES["pl"])
                      for i, letter in enumerate(letters))


UKRAINIAN = rules("г=h и=y е=e")
BELARUSIAN = rules("г=h е=e,ie<ye")
LATIN_ENDINGS = {"lv": ("s", "s"), "lt": ("as", "us")}


def russian(word):
    """The Russian form of a Ukrainian name."""
    return word.translate(str.maketrans({"и": "и", "і": "и", "ї": "и", "є": "е", "ґ": "г", "'": None})).replace("ьо", "ё")


def bulgarian(word):
    return word.replace("щ", "шт").replace("ъ", "а")


def changes_of(language, style):
    if language == "uk":
        return {"г": ["h"], "и": ["i"] if style in ("it, as it sounds", "es", "pt", "hu", "ca", "hr", "tr") else ["y"], "е": ["e"], "ий": ["yj", "yi", "y", "i"]}
    if language == "be":
        return {"г": ["h"]}
    return {}


def soft_hungarian(word):
    """д, т, н before е and и are gy, ty, ny."""
    out = ""
    for i, letter in enumerate(word):
        soft = letter in "дтн" and i + 1 < len(word) and word[i + 1] in "еи"
        out += {"д": "gy", "т": "ty", "н": "ny"}[letter] if soft else letter
    return out


def foreign(word, language, without=(), surname=False):
    """What other languages make of a name; `without` these styles."""
    if language == "sr":
        return {form for style in SERBIAN.values() for form in spellings(word, style, {})}
    kinds = [(bulgarian(word) if language == "bg" else word, language)]
    if language == "uk":
        kinds.append((russian(word), "ru"))
    found = set()
    for form, of in kinds:
        for name, style in STYLES.items():
            if name in without:
                continue
            changes = changes_of(of, name)
            words = [form]
            if name == "hu" and of == "ru":
                words.append(soft_hungarian(form))
            if name == "pl" and of == "bg" and "ъ" in word:
                words.append(word.replace("щ", "шт").replace("ъ", "ы"))  # Pyrwanow
            for spelled in (s for w in words for s in spellings(w, style, changes)):
                found.add(with_ending(spelled, form, name))
                if name == "cs" and surname and form.endswith(("ова", "ева", "ёва", "ина", "іна")):
                    found.add(spelled[:-1] + "ova")  # Zacharovová
                found.add(spelled)
    return found


def with_ending(spelled, word, style):
    """French -ine, the endings of Latvian and Lithuanian, Polish -ska."""
    if style == "fr" and word.endswith(("ин", "ын", "ін")):
        return spelled + "e"
    if style == "pl" and word.endswith(("ская", "ська")):
        return spelled[: spelled.rindex("sk")] + "ska"
    if style in LATIN_ENDINGS and word[-1] not in VOWELS + "й":
        soft = word[-1] == "ь"
        return spelled + LATIN_ENDINGS[style][soft]
    if style in LATIN_ENDINGS and word[-1] == "й" and parts(word)[-1] == "й":
        return spelled + ("s" if style == "lv" else "us")
    return spelled


def english(word, language):
    """What English papers make of a name."""
    if language == "sr":
        return set()
    if language == "bg":
        word = bulgarian(word)
    for letter in HUSHING:
        word = word.replace(letter + "ё", letter + "е")
    changes = {"uk": UKRAINIAN, "be": BELARUSIAN, "bg": rules("х=h,kh")}.get(language, {})
    if language == "uk" or parts(word)[-1] == "ий" and len(word) > 4 and word.endswith(("ский", "цкий", "ський", "цький")):
        changes = changes | {"ий": list(ENGLISH_TAILS["uk" if language == "uk" else "ru"])}
    found = set(spellings(word, ENGLISH, changes))
    for cut, tails in {"ьев": ("yev", "iev"), "ьева": ("yeva", "ieva"), "ёв": ("ev", "yov", "yev"), "ёва": ("eva", "yova")}.items():
        if word.endswith(cut):
            found |= {stem + tail for stem in spellings(word[: -len(cut)], ENGLISH, changes) for tail in tails}
    if language in ("ru", "uk-known"):
        found |= {form[0] + form[1:].replace("ks", "x") for form in found}
    return found
