"""The card of a site: facts, agreements and events with evidence, names."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import pandas as pd
from babel import Locale, UnknownLocaleError

from geo import captions, edtf, markup, schema
from geo.cards import evidence, parts
from geo.index import Index, Record, records
from geo.maps import style

_TOPICS: Final = {
    "resource": "Resources as stated",
    "status": "Status as stated",
    "owner": "Owner",
    "type": "Geology",
    "discovery": "Discovery",
    "by-product": "By-products",
    "position": "Where it lies, in words",
    "conflict": "Sources that disagree",
}
_METHODS: Final = {
    "published": "published coordinates",
    "chosen-between-sources": "chosen between sources that disagree",
    "worked-out-from-words": "worked out by us from words",
    "district": "known only by district",
}
_ROLES: Final = {
    "primary": "Main too",
    "by-product": "By-products",
    "trace": "Traces",
    "listed": "Also listed",
}
_CHIP: Final = (
    "display:inline-block;width:11px;height:11px;border-radius:50%;border:1px solid currentColor"
)


def title(row: Record) -> str:
    """Return the names of a site as HTML."""
    local = " · ".join(name for name in (row["name_local"], row["name_ru"]) if name)
    other = f' <span style="opacity:.75">{markup.text(local)}</span>' if local else ""
    return f"{markup.text(row['name'])}{other}"


def key_facts(index: Index, row: Record) -> str:
    """Return what a reader must know before quoting the site."""
    code = row["primary_mineral"]
    country = schema.FIVE_COUNTRIES.get(row["country"], row["country"])
    fill = style.colour(index.group_of.get(code))
    chip = f'<span aria-hidden="true" style="{_CHIP};background:{fill}"></span> '
    return parts.table(
        [
            ("Mineral", chip + markup.text(index.mineral_name.get(code, "not stated"))),
            ("Where", markup.text(", ".join(part for part in (row["admin1"], country) if part))),
            ("Position", _position(row)),
            ("Status", _status(row)),
            ("Note", markup.text(row["note"])),
        ]
    )


def more_facts(index: Index, row: Record) -> str:
    """Return what else is known, and the sources of the site, as HTML."""
    others: defaultdict[str, list[str]] = defaultdict(list)
    for listed in of_site(index, "deposit_minerals", row["site_id"]):
        if listed["mineral"] != row["primary_mineral"]:
            others[listed["role"]].append(index.mineral_name[listed["mineral"]])
    minerals = [
        (_ROLES.get(role, role), markup.text(", ".join(names))) for role, names in others.items()
    ]
    return parts.table(
        [
            *minerals,
            ("Type", markup.text(captions.label(row["deposit_type"]))),
            ("Critical lists", markup.text(_lists(index, row["primary_mineral"]))),
            ("Sources", markup.cited(row["sources"], index.sources)),
        ]
    )


def _position(row: Record) -> str:
    note = parts.aside("How it is known", row["position_note"])
    point, accuracy = row["geometry"], row["position_accuracy_km"]
    if point is None:
        return f"<b>Not published.</b> The site is listed and counted, not drawn.{note}"
    known = not pd.isna(accuracy)
    within = f"within {accuracy:g} km" if known else "accuracy unknown"
    # More decimals than the radius bears out would claim what nobody knows.
    digits = 1 if style.is_approximate(accuracy if known else None) else 3
    method = _METHODS.get(row["position_method"], row["position_method"])
    return (
        f"{point.y:.{digits}f}° N, {point.x:.{digits}f}° E, <b>{within}</b>; "
        f"{markup.text(method)}{note}"
    )


def _status(row: Record) -> str:
    words = style.symbol(row["status"]).label
    as_of = f", as of {markup.date(row['status_as_of'])}" if row["status_as_of"] else ""
    return markup.text(words) + as_of + parts.aside("As stated", row["status_stated"])


def _lists(index: Index, code: str) -> str:
    lists = index.dataset["critical_lists"]
    years: defaultdict[str, list[str]] = defaultdict(list)
    for row in records(lists[lists["mineral"] == code].sort_values("year")):
        years[row["issuer"]].append(str(row["year"]))
    return "; ".join(f"{issuer} {', '.join(of)}" for issuer, of in sorted(years.items())) or "none"


def of_site(index: Index, table: str, site_id: str) -> list[Record]:
    """Return the rows of a table that belong to a site."""
    frame = index.dataset[table]
    return records(frame[frame["site_id"] == site_id])


def statements(index: Index, stated: list[Record]) -> str:
    """Return facts as stated, conflicting ones side by side, as HTML."""
    said = []
    if any(row["topic"] == "resource" for row in stated):
        said.append(evidence.note("Figures of different reporting systems are never added up."))
    for topic, title in _TOPICS.items():
        items = "".join(_statement(index, row) for row in stated if row["topic"] == topic)
        if items:
            said.append(f"{parts.subheading(title)}<ul>{items}</ul>")
    return "".join(said)


def _statement(index: Index, row: Record) -> str:
    subject = f"<b>{markup.text(row['subject'])}</b>: " if row["subject"] else ""
    system = row["reporting_system"]
    remarks = [
        "reporting system not stated" if system == "unknown" else system.upper(),
        f"as of {edtf.display(row['as_of'])}" if edtf.is_valid(row["as_of"]) else row["as_of"],
        row["note"],
    ]
    return (
        f"<li>{subject}{markup.text(row['value'])}"
        f"{evidence.note('; '.join(remark for remark in remarks if remark))}"
        f"{evidence.sources(row['sources'], index.sources)}</li>"
    )


def names(aliases: list[Record]) -> str:
    """Return names in all scripts as HTML."""
    by_language: defaultdict[str, list[str]] = defaultdict(list)
    for row in aliases:
        derived = " <i>(derived, not seen in print)</i>" if row["basis"] == "derived" else ""
        other = f" <i>(also: {markup.text(row['also_means'])})</i>" if row["also_means"] else ""
        language = markup.attribute(row["language"])
        by_language[row["language"]].append(
            f'<span lang="{language}">{markup.text(row["name"])}</span>{derived}{other}'
        )
    return parts.table(
        [(_language(tag), ", ".join(items)) for tag, items in sorted(by_language.items())]
    )


def _language(tag: str) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
