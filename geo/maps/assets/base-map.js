/* The base map: water as background, relief, countries, regions, lakes, borders
   and country names, all from the files that the app itself serves. Loaded by
   geo/maps/web.py; fetched once by the browser, so that a change of filters does
   not send it again. Names from data are set as text, never as markup. */
(function () {
  "use strict";
  function pane(map, name, zIndex) {
    var element = map.createPane(name);
    element.style.zIndex = zIndex;
    element.style.pointerEvents = "none";
    return L.canvas({ pane: name, padding: 0.5 });
  }
  function load(url) {
    return fetch(url).then(function (response) {
      if (!response.ok) { throw new Error(url + ": HTTP " + response.status); }
      return response.json();
    });
  }
  function label(feature, colours) {
    var span = document.createElement("span");
    span.textContent = feature.properties.name;
    span.style.cssText = "position:absolute;transform:translate(-50%,-50%);white-space:nowrap;" +
      "font:600 12px/1.2 'Source Sans Pro',system-ui,sans-serif;letter-spacing:.06em;" +
      "text-transform:uppercase;color:" + colours.label + ";opacity:" +
      (feature.properties.central_asia ? ".85" : ".55") + ";text-shadow:0 0 3px " +
      colours.label_halo + ",0 0 3px " + colours.label_halo;
    var p = feature.geometry.coordinates;
    return L.marker([p[1], p[0]], {
      pane: "base-labels", interactive: false, keyboard: false,
      icon: L.divIcon({ className: "", html: span, iconSize: [0, 0] })
    });
  }
  window.orebriefBaseMap = function (map, files, bounds, colours) {
    document.body.style.margin = "0";
    map.getContainer().style.background = colours.water;
    map.getContainer().style.fontSize = "12px";
    map.attributionControl.setPrefix("Leaflet").addAttribution("Base map: Natural Earth");
    var land = pane(map, "base-land", 210);
    var reliefPane = map.createPane("base-relief");
    reliefPane.style.zIndex = 220;
    reliefPane.style.pointerEvents = "none";
    var lines = pane(map, "base-lines", 230);
    map.createPane("base-labels").style.zIndex = 240;
    map.getPane("base-labels").style.pointerEvents = "none";
    map.getContainer().setAttribute("aria-label", "Map of mineral sites; the table below holds the same sites");
    var shared = { interactive: false };
    if (colours.relief_opacity > 0) {
      L.imageOverlay(files.relief, bounds,
        { pane: "base-relief", opacity: colours.relief_opacity, interactive: false, alt: "" }).addTo(map);
      reliefPane.style.filter = colours.relief_filter;
    }
    load(files.layers).then(function (layers) {
      L.geoJSON(layers.world, Object.assign({}, shared, { renderer: land, style:
        { stroke: false, fillColor: colours.land_outside, fillOpacity: 1 } })).addTo(map);
      L.geoJSON(layers.countries, Object.assign({}, shared, { renderer: land, style: function (f) {
        return { stroke: false, fillOpacity: 1,
          fillColor: f.properties.central_asia ? colours.land : colours.land_outside };
      } })).addTo(map);
      L.geoJSON(layers.region_lines, Object.assign({}, shared, { renderer: lines, style:
        { fill: false, color: colours.region, weight: 0.7, opacity: 0.8 } })).addTo(map);
      L.geoJSON(layers.lakes, Object.assign({}, shared, { renderer: lines, style:
        { color: colours.lake_line, weight: 0.6, fillColor: colours.water, fillOpacity: 1 } })).addTo(map);
      L.geoJSON(layers.boundaries, Object.assign({}, shared, { renderer: lines, style: function (f) {
        return { color: f.properties.disputed ? colours.border_disputed : colours.border,
          weight: 1.2, dashArray: f.properties.disputed ? "4 4" : null };
      } })).addTo(map);
      layers.labels.features.forEach(function (f) { label(f, colours).addTo(map); });
      map.getContainer().setAttribute("data-base-map", "drawn");
    }).catch(function (error) {
      var note = document.createElement("div");
      note.setAttribute("role", "alert");
      note.textContent = "The base map could not be loaded from this app (" + error.message +
        "). Sites are still shown; reload the page to try again.";
      note.style.cssText = "position:absolute;z-index:800;left:60px;top:10px;right:10px;padding:8px 12px;" +
        "background:#fff3cd;color:#3c2f00;font:14px system-ui,sans-serif;border-radius:4px";
      map.getContainer().appendChild(note);
    });
  };
})();
