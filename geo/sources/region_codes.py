"""ISO 3166-2 codes and English names of the first-level regions that Natural Earth draws.

Natural Earth's own names are a mixture of Soviet, Russian and local forms and
carry no code. Its regions of Kazakhstan are those before the reforms of 2018
(Shymkent) and 2022 (Abay, Zhetisu, Ulytau), so they take the letter codes that
ISO 3166-2 used for them.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Region(NamedTuple):
    """Code and English name of one first-level region."""

    iso_3166_2: str
    name_en: str


REGIONS: Final[dict[tuple[str, str], Region]] = {
    ("KAZ", "Aqmola Oblysy"): Region("KZ-AKM", "Akmola"),
    ("KAZ", "Aktyubinskaya Oblast'"): Region("KZ-AKT", "Aktobe"),
    ("KAZ", "Almaty Oblysy"): Region("KZ-ALM", "Almaty Region"),
    ("KAZ", "Almaty Qalasy"): Region("KZ-ALA", "Almaty"),
    ("KAZ", "Astana Qalasy"): Region("KZ-AST", "Astana"),
    ("KAZ", "Atyrau Oblysy"): Region("KZ-ATY", "Atyrau"),
    ("KAZ", "Batys Qazaqstan Oblysy"): Region("KZ-ZAP", "West Kazakhstan"),
    ("KAZ", "Mangistauskaya Oblast'"): Region("KZ-MAN", "Mangystau"),
    ("KAZ", "Pavlodar Oblysy"): Region("KZ-PAV", "Pavlodar"),
    ("KAZ", "Qaraghandy Oblysy"): Region("KZ-KAR", "Karaganda"),
    ("KAZ", "Qostanay Oblysy"): Region("KZ-KUS", "Kostanay"),
    ("KAZ", "Qyzylorda Oblysy"): Region("KZ-KZY", "Kyzylorda"),
    ("KAZ", "Severo-Kazakhstanskaya Oblast'"): Region("KZ-SEV", "North Kazakhstan"),
    ("KAZ", "Shyghys Qazaqstan Oblysy"): Region("KZ-VOS", "East Kazakhstan"),
    ("KAZ", "Yuzhno-Kazakhstanskaya Oblast'"): Region("KZ-YUZ", "South Kazakhstan"),
    ("KAZ", "Zhambyl Oblysy"): Region("KZ-ZHA", "Zhambyl"),
    ("KGZ", "Batken Oblasty"): Region("KG-B", "Batken"),
    ("KGZ", "Chuy Oblasty"): Region("KG-C", "Chuy"),
    ("KGZ", "Gorod Bishkek"): Region("KG-GB", "Bishkek"),
    ("KGZ", "Issyk-Kul'skaya Oblast'"): Region("KG-Y", "Issyk-Kul"),
    ("KGZ", "Jalal-Abad Oblasty"): Region("KG-J", "Jalal-Abad"),
    ("KGZ", "Naryn Oblasty"): Region("KG-N", "Naryn"),
    ("KGZ", "Osh Oblasty"): Region("KG-O", "Osh"),
    ("KGZ", "Talas Oblasty"): Region("KG-T", "Talas"),
    ("TJK", "Dushanbe"): Region("TJ-DU", "Dushanbe"),
    ("TJK", "Region of Republican Subordination"): Region(
        "TJ-RA", "Districts of Republican Subordination"
    ),
    ("TJK", "Viloyati Khatlon"): Region("TJ-KT", "Khatlon"),
    ("TJK", "Viloyati Mukhtori Kuhistoni Badakhshon"): Region("TJ-GB", "Gorno-Badakhshan"),
    ("TJK", "Viloyati Sughd"): Region("TJ-SU", "Sughd"),
    ("TKM", "Ahal"): Region("TM-A", "Ahal"),
    ("TKM", "Balkan"): Region("TM-B", "Balkan"),
    ("TKM", "Dasoguz Welayaty"): Region("TM-D", "Dashoguz"),
    ("TKM", "Lebap"): Region("TM-L", "Lebap"),
    ("TKM", "Mary"): Region("TM-M", "Mary"),
    ("UZB", "Andijan"): Region("UZ-AN", "Andijan"),
    ("UZB", "Bukhara Province"): Region("UZ-BU", "Bukhara"),
    ("UZB", "Fergana"): Region("UZ-FA", "Fergana"),
    ("UZB", "Jizzakh Province"): Region("UZ-JI", "Jizzakh"),
    ("UZB", "Karakalpakstan"): Region("UZ-QR", "Karakalpakstan"),
    ("UZB", "Namangan Province"): Region("UZ-NG", "Namangan"),
    ("UZB", "Navoiy Province"): Region("UZ-NW", "Navoi"),
    ("UZB", "Qashqadaryo Province"): Region("UZ-QA", "Kashkadarya"),
    ("UZB", "Samarqand Viloyati"): Region("UZ-SA", "Samarkand"),
    ("UZB", "Sirdaryo Viloyati"): Region("UZ-SI", "Syrdarya"),
    ("UZB", "Surxondaryo Viloyati"): Region("UZ-SU", "Surkhandarya"),
    ("UZB", "Toshkent Shahri"): Region("UZ-TK", "Tashkent"),
    ("UZB", "Toshkent Viloyati"): Region("UZ-TO", "Tashkent Region"),
    ("UZB", "Xorazm Viloyati"): Region("UZ-XO", "Khorezm"),
}
"""Region by country (ISO 3166-1 alpha-3) and Natural Earth's ``gn_name``, which
tells the region of Tashkent from its city where ``name`` does not."""
