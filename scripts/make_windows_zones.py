"""Write the `cldr` and `zones` parts of resources/windows_zones.json anew.

The Windows ids and their IANA names come from CLDR's windowsZones (territory 001), as Babel bundles them.
Display names are kept by hand in the same file and are left as they are. Run it after an update of Babel:
`python scripts/make_windows_zones.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import available_timezones

from babel.core import get_cldr_version, get_global

TABLE = Path(__file__).resolve().parent.parent / "resources" / "windows_zones.json"

# CLDR never changes a zone id once published, so some of its names are those of decades ago.
# Left: CLDR's name; right: the name of the same zone in today's IANA database.
RENAMED = {
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Godthab": "America/Nuuk",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Europe/Kiev": "Europe/Kyiv",
}

# Ids that Windows once had, or has but CLDR does not map; files written then still name them.
RETIRED = {
    "Armenian Standard Time": "Asia/Yerevan",
    "Bangkok Standard Time": "Asia/Bangkok",
    "GFT Standard Time": "Europe/Athens",
    "Kamchatka Standard Time": "Asia/Kamchatka",
    "Mexico Standard Time": "America/Mexico_City",
    "Mexico Standard Time 2": "America/Mazatlan",
    "Mid-Atlantic Standard Time": "Atlantic/South_Georgia",
    "Prague Bratislava Standard Time": "Europe/Prague",
    "Saudi Arabia Standard Time": "Asia/Riyadh",
    "Sydney Standard Time": "Australia/Sydney",
    "Warsaw Standard Time": "Europe/Warsaw",
}

# Ids that Windows has received since the CLDR that Babel bundles.
NEWER = {
    "Alberta Standard Time": "America/Edmonton",
    "British Columbia Standard Time": "America/Vancouver",
    "Manitoba Standard Time": "America/Winnipeg",
}


def windows_zones() -> dict[str, str]:
    """Return the IANA name of each Windows zone id, ids in alphabetical order."""
    known = available_timezones()
    from_cldr: dict[str, str] = {}
    for windows_id, name in get_global("windows_zone_mapping").items():
        renamed = RENAMED.get(name, name)
        from_cldr[windows_id] = renamed if renamed in known else name
    return dict(sorted({**NEWER, **RETIRED, **from_cldr}.items()))


def main() -> None:
    """Replace the two parts that come from CLDR, and say what changed."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    before: dict[str, str] = table["zones"]
    after = windows_zones()
    table["cldr"] = get_cldr_version()
    table["zones"] = after
    TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for windows_id in sorted(before.keys() | after.keys()):
        old, new = before.get(windows_id), after.get(windows_id)
        if old != new:
            print(f"{windows_id}: {old or 'not there'} -> {new or 'gone'}")
    print(f"{len(after)} Windows zone ids of CLDR {table['cldr']}")


if __name__ == "__main__":
    main()
