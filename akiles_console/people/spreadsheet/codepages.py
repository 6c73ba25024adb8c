"""Which code page a text that is not UTF-8 was written in, by the letters and words of the languages it would make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from akiles_console.people.spreadsheet import headers

CLOSE = 0.19
"""Two readings whose costs differ by less are equally likely, and the person is asked."""
THINKABLE = 0.6
"""One that costs so much more is still asked about where it reads a known name that the likeliest does not."""

_LANGUAGES = {
    "es": "áéíóúñü", "ca": "àéèíïóòúüç", "pt": "ãõáâàçéêíóôú", "fr": "àâçéèêëîïôœùûüÿ", "de": "äöüß",
    "it": "àèéìíòóùú", "nl": "éëïóöüáè", "nordic": "åäöøæéü", "is": "áéíóúýþæöð", "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîșțşţ", "hr": "čćđšž",
    "tr": "çğıöşüâî", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
}  # fmt: skip
_WESTERN = ("es", "ca", "pt", "fr", "de", "it", "nl", "nordic", "is", "en")
_CENTRAL = ("pl", "cs", "sk", "hu", "ro", "hr", "de", "en")
PAGES: dict[str, tuple[float, tuple[str, ...]]] = {
    "cp1252": (0.0, _WESTERN), "cp1250": (0.2, _CENTRAL), "iso-8859-2": (0.22, _CENTRAL),
    "iso-8859-15": (0.05, _WESTERN), "cp1251": (0.2, ("ru", "uk", "bg")),
    "cp1253": (0.25, ("el",)), "cp1254": (0.2, ("tr",)), "cp1257": (0.25, ("lt", "lv", "et")),
    "cp1255": (0.25, ("he",)), "mac_roman": (0.25, _WESTERN), "cp850": (0.25, _WESTERN), "cp852": (0.3, _CENTRAL),
    "mac_latin2": (0.35, _CENTRAL), "koi8_r": (0.3, ("ru",)), "cp866": (0.3, ("ru",)),
    "cp932": (0.2, ("ja",)), "euc_jp": (0.3, ("ja",)), "gb18030": (0.3, ("zh",)), "big5": (0.35, ("zh",)),
    "cp949": (0.3, ("ko",)),
}  # fmt: skip
"""Code page -> how unlikely it is before anything is looked at, and the languages it is used for."""

_TELLING = """
    josé maría peña muñoz núñez ibáñez gonzález garcía lópez pérez sánchez martínez rodríguez fernández gómez
    jiménez díaz hernández álvarez ramírez gutiérrez vázquez muñiz iñigo íñigo begoña sofía lucía andrés jesús
    ángel víctor mónica verónica rubén óscar raúl martín joaquín núria àlex roís joão são inês gonçalves
    conceição simões magalhães antónio andré élodie hélène françois françoise rené andrée lefèvre gaëlle noël
    chloé zoë zoé jérôme cédric stéphane aurélie benoît maïté léa théo müller jörg jürgen björn günther schäfer
    größe köhler krüger schröder grün böhm götz łukasz małgorzata paweł wójcik dąbrowski kamiński lewandowski
    zieliński wiśniewski wiśniewska kozłowski jabłoński król wieczorek stępień michał rafał grażyna bożena jiří
    dvořák novotný černý veselý horák němec růžička šimić lukáš tomáš ondřej matěj zdeněk ivanović marković đorđe
    žarko szabó nagy kovács tóth horváth zoltán lászló györgy ștefan ionuț søren jørgen åse bjørn øyvind håkan
    göran åsa märta şahin yılmaz öztürk çelik kılıç gül ayşe
"""
"""Names and words that settle it: nobody is called "Peńa"."""

_NAMES = frozenset(_TELLING.split())

_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile(
    r"[a-zß-ÿ][À-ÖØ-ÞŽŠŒŸĄĆĘŁŃŚŹŻČĎĚŇŘŤŮ]"  # a capital inside a word
    r"|[а-яё][А-ЯЁ]|[α-ωά-ώ][Α-Ω]|[A-Z][À-ÖØ-Þ](?=[a-z])"
    # Czech or Polish read as French
    r"|\b[ÈÌÙÏ](?=[a-z])|è(?=[aeiouáéíóúý])|[ìù](?=[a-zà-ÿ])|ø(?=[áíý])|ñ(?=[bcdfghjklmnpqrstvwxz])"
    r"|ń(?=[aeiouyáéíóúëü])|ă(?=[oe])|ő(?=[eo])"  # Spanish or Portuguese read as Polish
    r"|[£¤¥¦§¨¬¯±²³µ¶¸¹¼½¾×÷€†‡‰ƒ„‚¿¡˙˝˛ˇ˘](?=\w)(?<![¿¡])|(?<=[^\W\d_])[£¤¥¦§¨¬¯±²³µ¶¸¹¼½¾×÷€†‡‰ƒ„‚¿¡˙˝˛ˇ˘©®™«»]"
    r"|[©®](?=[^\W\d_])|[£¤¥¦§¨¬¯±²³µ¶¸¹¼½¾×÷€†‡‰ƒ„‚˙˝˛ˇ˘–—•]{2}"
    r"|(?<=[a-zA-Z])[–—…“”•](?=[a-zA-Z])|[\x80-\x9f\ufffd\ue000-\uf8ff\u2500-\u259f\uff61-\uff65]"
)
"""What no name looks like: a text that has any of it was read in the wrong code page."""


_CONTROLS = re.compile(r"[\x80-\x84\x86-\x9f]")


def decoded(data: bytes) -> dict[str, str]:
    """The text in every code page that can hold it."""
    found = {}
    for page in PAGES:
        try:
            found[page] = data.decode(page)
        except UnicodeDecodeError:
            continue
    return found


def ranked(readings: Mapping[str, str]) -> list[tuple[float, str]]:
    """(cost, page), the likeliest first; of those that read the same words only the likeliest counts."""
    words = {page: frozenset(w for w in _WORD.findall(text) if not w.isascii()) for page, text in readings.items()}
    costs = sorted((_cost(page, text, words[page]), place, page) for place, (page, text) in enumerate(readings.items()))
    seen: set[frozenset[str]] = set()
    found = []
    for cost, _place, page in costs:
        if words[page] not in seen or not words[page]:
            seen.add(words[page])
            found.append((cost, page))
    return found


def names(text: str) -> frozenset[str]:
    """The words in a text that settle its code page, in small letters."""
    return _NAMES & {word.lower() for word in _WORD.findall(text) if not word.isascii()}


def example(text: str) -> str:
    """The first word that shows how special letters were read."""
    return next((word for word in _WORD.findall(text) if not word.isascii()), "")[:40]


def differing(readings: Mapping[str, str], pages: Sequence[str]) -> dict[str, str]:
    """The first word of each reading that the readings differ in; their first special words where that is not clear."""
    parts = [re.split(r"[\s,;|\"]+", readings[page]) for page in pages]
    if len({len(words) for words in parts}) == 1:
        found = next((words for words in zip(*parts, strict=True) if len(set(words)) == len(words)), None)
        found = found or next((words for words in zip(*parts, strict=True) if len(set(words)) > 1), None)
        if found:
            return {page: word[:40] for page, word in zip(pages, found, strict=True)}
    return {page: example(readings[page]) for page in pages}


def differing_cells(data: bytes, pages: Sequence[str], most: int = 6) -> dict[str, list[str]]:
    """The first cells that the pages do not all read alike, as each of them reads them."""
    found: dict[str, list[str]] = {page: [] for page in pages}
    seen: set[bytes] = set()
    for cell in re.split(rb'[,;\t|"\r\n]+', data):
        if cell.isascii() or cell in seen:
            continue
        seen.add(cell)
        texts = {page: cell.decode(page, "replace").strip()[:60] for page in pages}
        if len(set(texts.values())) > 1:
            for page, text in texts.items():
                found[page].append(text)
            if len(found[pages[0]]) == most:
                break
    return found


def _cost(page: str, text: str, special: Iterable[str]) -> float:
    prior, languages = PAGES[page]
    letters = [c for word in special for c in word.lower() if not c.isascii()]
    if not letters:
        return prior + (0.0 if text.isascii() else 0.2 + 3 * min(1.0, _odd(text)))
    told = _header_languages(text)
    cost = prior + 3 * min(1.0, _odd(text) + sum(map(_mixed, special)) / len(letters)) + 1 - _cover(letters, languages)
    foreign = not {*_WESTERN, *_CENTRAL, "ja", "zh", "ko"} & set(languages)
    if foreign and all(len(word) < 3 for word in special):
        cost += 0.5  # a letter or two of another script inside a Latin text
    if told & set(languages) - {"en"}:
        cost -= 0.6
    if any(word.lower() in _NAMES for word in special):
        cost -= 0.5
    if _CONTROLS.search(text):
        cost += 1  # nobody writes them: "C\x9cur" is a Cœur read in the wrong code page
    return cost


def _odd(text: str) -> float:
    count = sum(not c.isascii() for c in text)
    return len(_ODD.findall(text)) / max(1, count)


def _cover(letters: list[str], languages: tuple[str, ...]) -> float:
    """The share of the letters that one language, or nearly so all of the page's together, explain."""
    if languages[0] in ("ja", "zh", "ko"):
        return _eastern(letters, languages[0])
    known = [frozenset(_LANGUAGES.get(language, "")) for language in languages]
    one = max(sum(c in alphabet for c in letters) for alphabet in known)
    union = frozenset().union(*known)
    return (0.6 * one + 0.4 * sum(c in union for c in letters)) / len(letters)


def _eastern(letters: list[str], language: str) -> float:
    """Kana make a text Japanese and hangul Korean; plain ideographs may be any of them."""
    kana = sum("\u3040" <= c <= "\u30ff" for c in letters) / len(letters)
    hangul = sum("\uac00" <= c <= "\ud7af" for c in letters) / len(letters)
    common = sum("\u4e00" <= c <= "\u9fff" for c in letters) / len(letters)
    return {"ja": min(1.0, kana + 0.8 * common), "ko": hangul, "zh": 0.8 * common - kana}[language]


@lru_cache(maxsize=50_000)
def _mixed(word: str) -> int:
    """Whether a word is of two scripts, or Latin with more accents than letters."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in word if letter not in "ªº々ー〆"}
    if len(scripts - {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}) > 1 or "HALFWIDTH" in scripts:
        return len(word)
    accents = sum(not letter.isascii() for letter in word)
    return accents if scripts == {"LATIN"} and len(word) > 2 and accents > 0.7 * len(word) else 0


def _header_languages(text: str) -> set[str]:
    """The languages of the header words in the first lines."""
    told: set[str] = set()
    for line in text[:4000].splitlines()[:20]:
        for cell in re.split(r'[,;\t|"]+', line):
            meaning = headers.meaning(cell.strip()) if headers.known(cell.strip()) else None
            if meaning is not None and len(meaning.languages) == 1:
                told |= meaning.languages
    return told
