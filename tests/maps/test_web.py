from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import pytest
import shapely
from streamlit_folium import generate_js_hash, generate_leaflet_string

from geo.index import Index
from geo.locations import ROOT
from geo.maps import style, web
from geo.maps.features import selected_features, site_features
from geo.selection import select
from geo.view import ViewState
from tests.conftest import MakeDataset
from tests.small_world import small_world

Feature = Mapping[str, Any]

ABSOLUTE: Final = re.compile(r"(?:\w+:)?//[\w.-]+")


@pytest.fixture(scope="module")
def index(make_dataset: MakeDataset) -> Index:
    return Index(small_world(make_dataset))


def map_script(view: ViewState, theme: style.Theme = "light") -> str:
    """The script that the component compares to decide whether to make the map anew."""
    drawn = web.base_map(theme, view)
    drawn.render()
    return str(generate_leaflet_string(drawn))


def foreground_script(index: Index, view: ViewState, theme: style.Theme = "light") -> str:
    """The script of everything above the base map, as the component writes it."""
    base = web.base_map(theme, view)
    group = web.foreground(
        index,
        site_features(index, theme),
        selected_features(index, select(index, view), theme),
        view,
        theme,
    )
    group._id = "feature_group_0"
    group.add_to(base)
    group.render()
    script = str(generate_leaflet_string(group, base_id="feature_group_0"))
    return script.replace(base.get_name(), "map_div")


def split(script: str) -> tuple[list[tuple[list[Feature], bool]], str]:
    """The layers in a script, lowest first, and the script without their features.

    A layer is its features, and whether they take clicks.
    """
    decoder = json.JSONDecoder()
    code, *calls = re.split(r"(?=orebrief(?:Features|Halos|Sites)\()", script)
    layers = []
    for call in calls:
        name, _, arguments = call.partition("(")
        features, end = decoder.raw_decode(arguments)
        if name == "orebriefSites":
            styles, after = features, end + len(", ")
            rows, length = decoder.raw_decode(arguments[after:])
            features, end = [site(styles, row) for row in rows], after + length
        if name == "orebriefHalos":
            features = [halo(row) for row in features]
        layers.append((features, name == "orebriefSites" or arguments[end:].startswith(", true)")))
        code += f"{name}({arguments[end:]}"
    return layers, code


def site(styles: list[Any], row: list[Any]) -> Feature:
    """The feature that ``site-marker.js`` makes of a row."""
    key, x, y, number, tip = row
    return {
        "id": key,
        "geometry": {"type": "Point", "coordinates": [x, y]},
        "properties": {"kind": "site", "key": key, "tip": tip, "style": styles[number]},
    }


def halo(row: list[Any]) -> Feature:
    """The circle that ``site-marker.js`` makes of a row."""
    key, x, y, radius_m, colour = row
    return {
        "id": key,
        "geometry": {"type": "Point", "coordinates": [x, y]},
        "properties": {"style": {"color": colour}, "radius_m": radius_m},
    }


def drawn(index: Index, view: ViewState | None = None) -> list[Feature]:
    layers, _ = split(foreground_script(index, view or ViewState()))
    return [feature for features, _ in layers for feature in features]


def by_id(features: list[Feature]) -> dict[str, Feature]:
    assert len({feature["id"] for feature in features}) == len(features)
    return {feature["id"]: feature for feature in features}


def drawn_style(feature: Feature) -> dict[str, Any]:
    options: dict[str, Any] = feature["properties"]["style"]
    return options


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_comes_from_another_host(index: Index, theme: Any):
    view = ViewState(site="kz-kuyrektykol")
    scripts = [map_script(view, theme), foreground_script(index, view, theme)]
    assert [found for script in scripts for found in ABSOLUTE.findall(script)] == []


def test_every_script_and_style_is_the_apps_own():
    drawn = web.base_map("light", ViewState())
    elements = [drawn, *drawn._children.values()]
    addresses = [
        address
        for element in elements
        for name in ("default_js", "default_css")
        for _, address in getattr(element, name, [])
    ]
    assert addresses == [
        "../../assets/leaflet/leaflet.js",
        "../../assets/map/site-marker.js",
        "../../assets/map/base-map.js",
        "../../assets/leaflet/leaflet.css",
    ]


def test_no_page_is_written_around_the_map():
    # The component would take over what stands in its head, other hosts too.
    drawn = web.base_map("light", ViewState())
    assert drawn.render() == ""
    assert re.findall(r"src|href|url", drawn.get_root().header.render()) == []


def test_scripts_of_the_map_name_no_other_host():
    folder = ROOT / "geo" / "maps" / "assets"
    scripts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.js")}
    assert {"base-map.js", "site-marker.js"} <= scripts.keys()
    assert [name for name, script in scripts.items() if ABSOLUTE.search(script)] == []


def test_tiles_of_another_host_are_drawn_only_when_asked_for():
    assert ABSOLUTE.findall(map_script(ViewState(tiles="osm"))) == [
        "https://tile.openstreetmap.org"
    ]


BASE: Final = map_script(ViewState())


@pytest.mark.parametrize(
    "view",
    [
        ViewState(q="ku", group=("rare-earths",), country=("KAZ",), since=2020),
        ViewState(partner=("USA",), instrument=("memorandum",), evidence=("none",)),
        ViewState(site="kz-kuyrektykol"),
        ViewState(venue="Almaty"),
        ViewState(hide=("arcs", "halos", "venues")),
    ],
)
def test_the_base_map_stays_while_filters_and_selection_change(view: ViewState):
    assert generate_js_hash(map_script(view)) == generate_js_hash(BASE)


@pytest.mark.parametrize(
    ("view", "theme"),
    [
        (ViewState(hide=("relief",)), "light"),
        (ViewState(tiles="osm"), "light"),
        (ViewState(), "dark"),
    ],
)
def test_the_base_map_changes_with_its_own_choices(view: ViewState, theme: Any):
    assert generate_js_hash(map_script(view, theme)) != generate_js_hash(BASE)


def test_the_relief_can_be_left_out():
    assert '"relief_opacity": 0.65' in BASE
    assert '"relief_opacity": 0,' in map_script(ViewState(hide=("relief",)))


def test_every_change_of_what_is_drawn_is_seen_by_the_component(index: Index):
    # It drops an underscore with what follows before it compares.
    views = [
        ViewState(),
        ViewState(country=("KAZ",)),
        ViewState(country=("UZB",)),
        ViewState(status=("producing",)),
        ViewState(site="kz-inkai"),
        ViewState(site="uz-muruntau"),
        ViewState(hide=("arcs",)),
        ViewState(hide=("halos",)),
    ]
    hashes = {generate_js_hash(foreground_script(index, view)) for view in views}
    assert len(hashes) == len(views)


def test_identifiers_have_no_underscore(index: Index):
    features = drawn(index, ViewState(site="kz-kuyrektykol"))
    assert {re.sub(r"[a-z0-9-]", "", feature["id"]) for feature in features} == {""}
    kinds = {feature["id"].partition("-")[0] for feature in features}
    assert {"arc", "tie", "venue", "kz"} <= kinds
    assert "kz-kuyrektykol-chosen" in by_id(features)


def test_a_site_without_a_position_is_not_drawn(index: Index):
    features = by_id(drawn(index, ViewState(site="kz-akbulak")))
    assert not [identifier for identifier in features if "akbulak" in identifier]
    sites = {
        f["properties"]["key"] for f in features.values() if f["properties"].get("kind") == "site"
    }
    assert sites == {"kz-inkai", "kz-kuyrektykol", "kg-kutessay", "uz-muruntau"}
    assert len(site_features(index, "light").points) == len(index.dataset["deposits"])


def test_a_site_is_drawn_in_the_colour_of_its_mineral_and_the_shape_of_its_stage(index: Index):
    features = by_id(drawn(index))
    inkai = features["kz-inkai"]
    assert inkai["geometry"] == {"type": "Point", "coordinates": [68.05, 45.3]}
    assert drawn_style(inkai)["fillColor"] == style.GROUP_COLOURS["uranium"]
    assert drawn_style(inkai)["shape"] == style.STATUS_SYMBOLS["producing"].shape
    assert drawn_style(inkai)["radius"] == style.STATUS_SYMBOLS["producing"].radius_px
    assert inkai["properties"]["kind"] == "site"
    assert inkai["properties"]["key"] == "kz-inkai"
    assert inkai["properties"]["tip"] == (
        "Inkai\nUranium, Kazakhstan\nProducing; position within 5 km"
    )


def test_an_approximate_position_is_hollow(index: Index):
    features = by_id(drawn(index))
    rough, exact = drawn_style(features["kz-kuyrektykol"]), drawn_style(features["kz-inkai"])
    assert rough["fillOpacity"] < 0.3
    assert exact["fillOpacity"] > 0.8
    assert rough["color"] == rough["fillColor"] == style.GROUP_COLOURS["rare-earths"]
    assert rough["weight"] > exact["weight"]


@pytest.mark.parametrize(
    ("accuracy_km", "tip", "hollow"),
    [
        (0.0, "position within 0 km", False),
        (2.5, "position within 2.5 km", False),
        (20.0, "position within 20 km", True),
        (None, "unknown", True),
    ],
)
def test_the_radius_is_said(
    make_dataset: MakeDataset, accuracy_km: float | None, tip: str, *, hollow: bool
):
    index = Index(make_dataset(deposits=[{"position_accuracy_km": accuracy_km}]))
    features = by_id(drawn(index))
    site = features["kz-kuyrektykol"]
    assert site["properties"]["tip"].endswith(tip)
    assert (drawn_style(site)["fillOpacity"] < 0.3) is hollow
    # Without a radius there is no circle to draw.
    assert ("kz-kuyrektykol-halo" in features) is (hollow and accuracy_km is not None)


@pytest.mark.parametrize("accuracy_km", [20.0, 50.0, 300.0])
def test_the_halo_has_the_stated_radius(make_dataset: MakeDataset, accuracy_km: float):
    index = Index(make_dataset(deposits=[{"position_accuracy_km": accuracy_km}]))
    halo = by_id(drawn(index))["kz-kuyrektykol-halo"]
    assert halo["geometry"]["coordinates"] == [76.463, 50.044]
    assert halo["properties"]["radius_m"] == 1000 * accuracy_km
    assert drawn_style(halo)["color"] == style.GROUP_COLOURS["rare-earths"]


def test_layers_lie_in_order_and_only_what_can_be_opened_takes_a_click(index: Index):
    layers, _ = split(foreground_script(index, ViewState(site="kg-kutessay")))
    ids = [feature["id"] for features, _ in layers for feature in features]
    order = {identifier: number for number, identifier in enumerate(ids)}
    clickable = {feature["id"] for features, clicks in layers for feature in features if clicks}
    arcs = [number for identifier, number in order.items() if identifier.startswith("arc-")]
    sites = [order[name] for name in ("kz-inkai", "kz-kuyrektykol", "uz-muruntau")]
    assert order["kz-kuyrektykol-halo"] < min(arcs)
    assert max(arcs) < order["venue-0"] < min(sites)
    assert max(sites) < order["tie-usa"] < order["kg-kutessay-chosen"]
    assert {"kz-inkai", "kg-kutessay", "venue-0"} <= clickable
    # What lies above a site must let the click through.
    assert clickable.isdisjoint({"kz-kuyrektykol-halo", "tie-usa", "kg-kutessay-chosen"})


def tips(index: Index, start: str, view: ViewState | None = None) -> dict[str, str]:
    return {
        feature["id"]: feature["properties"]["tip"]
        for feature in drawn(index, view)
        if feature["id"].startswith(start)
    }


def test_agreements_of_one_pair_are_one_arc_with_their_number(index: Index):
    assert sorted(tips(index, "arc-").values()) == [
        "China – Uzbekistan: 1 agreement",
        "European Union – Kazakhstan: 1 agreement",
        "United States – Kazakhstan: 2 agreements",
        "United States – Kyrgyzstan: 1 agreement",
    ]


def test_arcs_are_those_of_the_shown_agreements(index: Index):
    assert sorted(tips(index, "arc-", ViewState(country=("KGZ",))).values()) == [
        "United States – Kazakhstan: 1 agreement",
        "United States – Kyrgyzstan: 1 agreement",
    ]
    assert tips(index, "arc-", ViewState(hide=("arcs",))) == {}
    assert tips(index, "arc-", ViewState(evidence=("none",))) == {}


def test_arcs_end_at_the_seats_and_grow_with_their_number(index: Index):
    arcs = [feature for feature in drawn(index) if feature["id"].startswith("arc-")]
    by_tip = {feature["properties"]["tip"].partition(":")[0]: feature for feature in arcs}
    line = shapely.geometry.shape(by_tip["United States – Kazakhstan"]["geometry"])
    for seat in ((-77.04, 38.9), (71.43, 51.13)):
        assert line.distance(shapely.Point(seat)) < 0.01
    # The great circle passes far north of both seats.
    assert line.bounds[3] > 75
    weights = {name: drawn_style(feature)["weight"] for name, feature in by_tip.items()}
    assert weights["United States – Kazakhstan"] > weights["United States – Kyrgyzstan"] > 0


def test_seats_in_one_city_keep_their_own_arcs(make_dataset: MakeDataset):
    london = {"seat": "London", "seat_longitude": -0.12574, "seat_latitude": 51.50853}
    parties = [
        {"party": "EBRD", "name_en": "The bank", "kind": "organisation", **london},
        {"party": "GBR", "name_en": "United Kingdom", **london},
        {"party": "KAZ"},
    ]
    agreements = [
        {"agreement_id": "loan", "summary": "A loan."},
        {"agreement_id": "memorandum", "summary": "A memorandum."},
    ]
    index = Index(
        make_dataset(
            parties=parties,
            agreements=agreements,
            agreement_parties=[
                {"agreement_id": "loan", "party": "EBRD"},
                {"agreement_id": "loan", "party": "KAZ"},
                {"agreement_id": "loan", "party": "GBR"},
                {"agreement_id": "memorandum", "party": "GBR"},
                {"agreement_id": "memorandum", "party": "KAZ"},
            ],
            **dict.fromkeys(("agreement_sites", "agreement_minerals", "event_agreements"), ()),
        )
    )
    assert sorted(tips(index, "arc-").values()) == [
        "The bank – Kazakhstan: 1 agreement",
        "United Kingdom – Kazakhstan: 2 agreements",
    ]


def test_venues_are_one_point_for_each_place(make_dataset: MakeDataset, index: Index):
    assert sorted(tips(index, "venue-").values()) == [
        "Almaty: 1 event",
        "Tashkent: 1 event",
        "Washington: 1 event",
    ]
    assert list(tips(index, "venue-", ViewState(partner=("CHN",))).values()) == [
        "Tashkent: 1 event"
    ]
    twice = make_dataset(events=[{}, {"event_id": "s02"}])
    (venue,) = [f for f in drawn(Index(twice)) if f["id"].startswith("venue-")]
    assert venue["properties"]["tip"] == "Washington: 2 events"
    assert (venue["properties"]["kind"], venue["properties"]["key"]) == ("venue", "Washington")


def test_the_chosen_site_is_marked_named_and_tied_to_its_partners(index: Index):
    before, after = by_id(drawn(index)), by_id(drawn(index, ViewState(site="kg-kutessay")))
    assert before.items() <= after.items()
    assert after.keys() - before.keys() == {"kg-kutessay-chosen", "tie-usa"}
    mark = after["kg-kutessay-chosen"]
    assert mark["properties"]["label"] == "Kutessay II"
    assert drawn_style(mark)["color"] == style.PALETTES["light"].selected
    assert drawn_style(mark)["radius"] > drawn_style(after["kg-kutessay"])["radius"]
    tie = shapely.geometry.shape(after["tie-usa"]["geometry"])
    assert tie.distance(shapely.Point(75.9, 42.8)) < 0.01
    assert tie.distance(shapely.Point(-77.04, 38.9)) < 0.01


def test_a_chosen_site_stays_in_sight_when_a_filter_drops_it(index: Index):
    features = by_id(drawn(index, ViewState(site="kg-kutessay", country=("KAZ",))))
    assert "kg-kutessay" not in features
    assert "kg-kutessay-chosen" in features


HOSTILE: Final = {
    "script": "<script>alert(1)</script>",
    "end-of-script": "a</script><img src=x onerror=alert(1)>",
    "template": "${alert(1)}`${alert(1)}`",
    "quotes": '"\'\\"; alert(1); //',
    "jinja": "{{ 7*7 }}{% raw %}{{ 'map_div' }}",
    "lines": "a\u2028b\u2029c\nd\re",
    "comment": "<!-- --> ]]> */",
    "right-to-left": "\u202eabc\u05d0\u05d1",
    "long": "ы" * 300,
    "underscore": "a_b_0 map_0123456789abcdef0123456789abcdef",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_text_from_data_is_only_ever_text(make_dataset: MakeDataset, text: str):
    index = Index(
        make_dataset(
            deposits=[{"name": text}],
            minerals=[{"name_en": text}],
            parties=[
                {"party": "KAZ", "name_en": text},
                {"party": "USA", "name_en": text, "seat_longitude": 2.0, "seat_latitude": 48.0},
            ],
            events=[{"place": text}],
        )
    )
    view = ViewState(site="kz-kuyrektykol")
    _, harmless = split(foreground_script(Index(make_dataset()), view))
    script = foreground_script(index, view)
    # What is not JSON is the same whatever the data say.
    layers, code = split(script)
    assert code == harmless
    assert not re.search(r"[<>\u2028\u2029]", script)
    # Folium takes what it has written for a template once more.
    assert not re.search(r"\{[{%#]", script)
    said = by_id([feature for features, _ in layers for feature in features])
    assert said["kz-kuyrektykol"]["properties"]["tip"].startswith(f"{text}\n{text}, ")
    assert said["venue-0"]["properties"]["key"] == text
    arcs = [feature for name, feature in said.items() if name.startswith("arc-")]
    assert [arc["properties"]["tip"] for arc in arcs] == [f"{text} – {text}: 1 agreement"]


def test_an_empty_selection_draws_no_site(index: Index):
    assert drawn(index, ViewState(q="qqqzzz")) == []


@pytest.mark.parametrize(
    ("view", "marked"),
    [
        (ViewState(event="s01"), {"kz-kuyrektykol-chosen", "venue-chosen"}),
        (ViewState(agreement="usa-kgz-kaz"), {"kg-kutessay-chosen"}),
        (ViewState(venue="Almaty"), {"venue-chosen"}),
        # It was held nowhere in particular.
        (ViewState(event="talks-to-2018"), {"kz-inkai-chosen"}),
        (ViewState(site="kz-akbulak"), set()),
        (ViewState(), set()),
    ],
)
def test_what_is_selected_marks_its_sites_and_its_venue(
    index: Index, view: ViewState, marked: set[str]
):
    features = by_id(drawn(index, view))
    assert {identifier for identifier in features if identifier.endswith("-chosen")} == marked
    assert not [identifier for identifier in features if identifier.startswith("tie-")]
