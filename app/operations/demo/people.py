"""The invented people of the demo year; every domain is one that RFC 2606 reserves or a `.example` name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

COMPANY = "clearlake.example"
CUSTOMER = "northwind.example"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone (or a room, or a mailing list) who stands on an ORGANIZER or ATTENDEE line."""

    name: str
    address: str
    cutype: str = ""


_SPECIAL = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue"})


def person(name: str, domain: str) -> Person:
    """Give someone the address that an administrator would make of the name: first.last in plain letters."""
    plain = unicodedata.normalize("NFKD", name.translate(_SPECIAL)).encode("ascii", "ignore").decode("ascii")
    words = plain.lower().replace("'", "").replace("-", "").split()
    return Person(name, f"{words[0]}.{words[-1]}@{domain}")


def _people(names: str, domain: str) -> dict[str, Person]:
    return {name: person(name, domain) for name in (" ".join(part.split()) for part in names.split(","))}


ME = person("Katrin Sommer", COMPANY)

COLLEAGUES = _people(
    """Daniel Okafor, Priya Raman, Aylin Demir, Tomasz Wójcik, Mateo García Ruiz, Nguyễn Thị Hoa, Sophie
    Lefèvre, Ben Schäfer, Arjun Nair, Grace Mbeki, Victor Hale, Ingrid Solberg, Chloé Marchetti, Jonas
    Keller, Fatima Zahra, Liam O'Connor, Meera Iyer, Paweł Zieliński, Hannah Weiß, Kwame Mensah, Lucía
    Fernández, Andrei Popescu, Yuki Tanaka, Oluwaseun Adeyemi, Greta Lindqvist, Marcus Bell, Elif Şahin,
    Rohan Deshpande, Zanele Dlamini, Nils Brandt, Camille Dubois, Kenji Mori, Ana Kovačević, Samuel Katz,
    Leïla Haddad, Thomas Grünwald, Wei Zhang, Isabel Moreira, Dmytro Shevchenko, Farah Siddiqui, Oskar
    Nyström, Rebecca Stone, Karthik Subramanian, Marie-Luise Hofmann, Eoin Gallagher, Tereza Nováková, Bilal
    Rahman, Carla Ricci, Søren Holm, Noa Ben-David""",
    COMPANY,
)

CUSTOMERS = _people("Rachel Whitfield, Óscar Prieto, Hugo Bannister, Imani Clarke", CUSTOMER)
PARTNERS = _people("Stefan Aigner, Delphine Roux", "harbourside.example")
CANDIDATES = _people(
    "Lukas Behrendt, Amara Nwosu, Jiří Dvořák, Sanna Virtanen, Rafael Teixeira, Mei-Ling Chua, Noor Aziz",
    "example.net",
)
EVERYONE = {**COLLEAGUES, **CUSTOMERS, **PARTNERS, **CANDIDATES, ME.name: ME}

ROOM = Person("Berlin Coworking – Spree (6)", "room-spree@resource.clearlake.example", "ROOM")
ALL_STAFF = Person("All Staff EMEA", "all-emea@clearlake.example", "GROUP")

TEAM = ("Aylin Demir", "Tomasz Wójcik", "Mateo García Ruiz", "Nguyễn Thị Hoa", "Ben Schäfer")
"""The engineers whom the person of the demo year leads."""

NEW_YORK = ("Daniel Okafor", "Marcus Bell", "Rebecca Stone", "Samuel Katz", "Grace Mbeki")
INDIA = ("Priya Raman", "Arjun Nair", "Meera Iyer", "Rohan Deshpande", "Karthik Subramanian")

BIRTHDAYS = (
    ("Aylin", 3, 14),
    ("Tomasz", 6, 2),
    ("Hoa", 11, 9),
    ("Mateo", 9, 21),
    ("Ben", 1, 27),
    ("Mama", 5, 18),
    ("Daniel", 12, 5),
    ("Sophie", 8, 4),
)
