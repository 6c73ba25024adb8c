"""The words that stand above columns, in the languages HR writes them in, and what each of them means.

`meaning` turns a header into a field of `reading.FIELDS`, or into a decoy: something else that is known by name
(a manager's name, a birth date) and must never be taken for one of ours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from akiles_console.people.spreadsheet import vocabulary, words_of_countries, words_of_people, words_of_work

DECOY = "decoy"

_TELLING = ("employee_id", "email", "group", "first_name", "last_name")
"""Fields whose single words mean them inside a longer header too: "Company department"."""

_NOT_OURS = frozenset(vocabulary.NOT_OURS.split())

CODES = frozenset(vocabulary.CODES.split())
"""Words beside a group's header that make it the key of another table."""

PARTICLES = frozenset(
    {"tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "tussenv"}
)  # fmt: skip
"""Headers of a surname's prefix ("van der"), which stands before the surname wherever its column does."""

NEGATIVE = frozenset(
    {"leaver", "isleaver", "inactive", "suspended", "terminated", "archived", "disabled", "blocksignin"}
)  # fmt: skip
"""Status headers whose "yes" says that the person is gone."""


LOGIN = frozenset(
    {
        "username", "user", "login", "logon", "loginname", "userid", "usuario", "usuari", "benutzername", "benutzer",
        "anmeldename", "identifiantdeconnexion", "utente", "nomeutente", "gebruikersnaam", "utilizador",
        "nomedeusuario", "uzytkownik", "activedirectorymatchid", "samaccountname", "account", "ユーザー名",
    }
)  # fmt: skip
"""Headers of what people sign in with: no address by itself, but often one."""


_FIGURE = re.compile(
    r"(count|sum|average|min|max|anzahl|summe|mittelwert|recuento|cuenta|suma|promedio|somme|moyenne|aantal|som|"
    r"gemiddelde|conteggio|somma|media|contagem|soma) (of|von|de|van|di|da) "
)
"""How a pivot table heads its figures: "Count of Employee ID"."""


SEVERAL = frozenset(
    {
        "groups", "accessgroups", "usergroups", "membergroups", "doorgroups", "hrgroups", "teams", "departments",
        "grupos", "gruposdeacceso", "equipos", "departamentos", "grups", "gruppen", "zutrittsgruppen",
        "benutzergruppen",
        "abteilungen", "groupes", "equipes", "gruppi", "reparti", "groepen", "afdelingen", "grupy", "dzialy",
        "グループ一覧",
    }
)  # fmt: skip
"""Headers of columns whose cells name several groups."""


class Meaning(NamedTuple):
    """What a header says: a field or `DECOY`, how sure (0 to 1), and the languages that write it so."""

    field: str
    sure: float
    languages: frozenset[str]


_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})  # they do not decompose


@lru_cache(maxsize=4096)
def words(header: str) -> str:
    """A header in lower case, without accents, brackets and stars, its words parted by one blank.

    camelCase, snake_case and numbers are parted: "employeeID", "employee_id" and "Employee-ID *" are all the same.
    """
    if header.isascii() and header.islower() and header.replace(" ", "").isalpha():  # most of the dictionary
        return _bare(header)
    kept = re.sub(r"\[[^\]]*\]|\([^)]*\)", " ", header)
    kept = kept if re.search(r"\w", kept) else header
    kept = re.sub(r"\b[nN]\.?\s?[º°]\.?", "numero ", kept).replace("#", " number ")
    kept = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)", " ", kept)
    folded = unicodedata.normalize("NFKD", kept.casefold().translate(_STROKES))
    bare = "".join(c for c in folded if not unicodedata.combining(c) or "\u3040" <= c <= "\u30ff")
    return _bare(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", bare)))


def _bare(text: str) -> str:
    return " ".join(text.split()).removesuffix(" required").removesuffix(" optional")


def compact(header: str) -> str:
    """`words` without the blanks."""
    return words(header).replace(" ", "")


def stem(header: str) -> tuple[str, int | None]:
    """The header without a number at its end, and the number: "Group 2" is ("group", 2)."""
    match = re.fullmatch(r"(\D+?)(\d{1,2})", compact(header))
    return (match[1], int(match[2])) if match else (compact(header), None)


def _dictionary() -> tuple[dict[str, Meaning], dict[str, Meaning]]:
    exact: dict[str, Meaning] = {}
    phrases: dict[str, Meaning] = {}
    rooms = (vocabulary, words_of_people, words_of_work, words_of_countries)
    blocks = [block for room in rooms for block in room.HEADERS.items()]
    for field, block in blocks:
        for language, text in re.findall(r"(?m)^\s+(\w\w): ((?:(?!^\s+\w\w: ).*\n)+)", block):
            for word in re.split(r",\s+", text.strip()):
                sure = 0.9 if word.startswith("~") else 1.0
                phrase = words(word.lstrip("~"))
                key = phrase.replace(" ", "")
                held = exact.get(key)
                if held and held.field == field:
                    sure, languages = max(sure, held.sure), held.languages | {language}
                elif held and held.sure >= sure:
                    continue
                else:
                    languages = frozenset({language})
                exact[key] = Meaning(field, sure, languages)
                if sure == 1.0 and (" " in phrase or (len(phrase) >= 5 and field in _TELLING)):
                    phrases[phrase] = exact[key]
    return exact, phrases


_EXACT, _PHRASES = _dictionary()
_STRONG = [key for key, meaning in _EXACT.items() if meaning.sure == 1 and len(key) >= 5]


@lru_cache(maxsize=2048)
def meaning(header: str) -> Meaning | None:
    """What a header means, from the dictionary: as it is, without its number, as a part, or nearly; else None."""
    key = compact(header)
    if not key or len(key) > 60:
        return None
    if _FIGURE.match(words(header)):
        return Meaning(DECOY, 1.0, frozenset())
    inside = re.search(r"\[(\w+)\]", header)
    if inside and (field := _EXACT.get(compact(inside[1]))) and field.sure == 1 and key not in NEGATIVE:
        return field  # Microsoft writes its own name of the field behind the one for people
    if key in _EXACT:
        return _EXACT[key]
    base, number = stem(header)
    if number is not None and base in _EXACT:
        return _EXACT[base]._replace(sure=0.95)
    return _part(words(header)) or _alike(key)


def _part(phrase: str) -> Meaning | None:
    tokens = phrase.split()
    if len(tokens) > 6:
        return None
    if _NOT_OURS.intersection(tokens):
        return Meaning(DECOY, 0.8, frozenset())
    held = [known for known in _PHRASES if f" {known} " in f" {phrase} "]
    if not held:
        return None
    best = _PHRASES[max(held, key=lambda known: (len(known), phrase.rindex(known)))]
    if best.field == "group" and CODES.intersection(tokens):
        return Meaning(DECOY, 0.8, frozenset())  # "departamento_id" is a key of another table
    return best._replace(sure=0.75)


def _alike(key: str) -> Meaning | None:
    from rapidfuzz import fuzz, process  # only a header that no dictionary has needs it

    if len(key) < 5:
        return None
    found = process.extractOne(key, _STRONG, scorer=fuzz.ratio, score_cutoff=88)
    if found is None or _EXACT[found[0]].field in ("pin", "card"):
        return None  # too much hangs on them for a guess
    return _EXACT[found[0]]._replace(sure=0.8 * found[1] / 100)


def known(header: str) -> bool:
    """Whether the dictionary has a header word for word."""
    key = compact(header)
    return key in _EXACT or (len(key) < 60 and stem(header)[0] in _EXACT)
