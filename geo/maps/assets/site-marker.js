/* A circle marker that can also be drawn as another shape on the same canvas.
   Shapes have the area of the circle of the same radius, so that no stage of
   work looks more important than another. Loaded by geo/maps/web.py after
   Leaflet; the option `shape` comes from geo/maps/style.py. */
(function () {
  "use strict";
  function polygon(ctx, points, r, p) {
    ctx.moveTo(p.x + points[0][0] * r, p.y + points[0][1] * r);
    for (var i = 1; i < points.length; i++) {
      ctx.lineTo(p.x + points[i][0] * r, p.y + points[i][1] * r);
    }
    ctx.closePath();
  }
  var square = 0.886, diamond = 1.253, side = 1.347, rise = 1.555, drop = 0.778;
  var arm = 1.12, half = 0.42;
  var SHAPES = {
    square: [[-square, -square], [square, -square], [square, square], [-square, square]],
    diamond: [[0, -diamond], [diamond, 0], [0, diamond], [-diamond, 0]],
    triangle: [[0, -rise], [side, drop], [-side, drop]],
    "triangle-down": [[0, rise], [side, -drop], [-side, -drop]],
    cross: [
      [-half, -arm], [half, -arm], [half, -half], [arm, -half], [arm, half], [half, half],
      [half, arm], [-half, arm], [-half, half], [-arm, half], [-arm, -half], [-half, -half]
    ]
  };
  L.Canvas.include({
    _updateSiteMarker: function (layer) {
      if (!this._drawing || layer._empty()) { return; }
      var ctx = this._ctx;
      ctx.beginPath();
      polygon(ctx, SHAPES[layer.options.shape], Math.max(layer._radius, 1), layer._point);
      this._fillStroke(ctx, layer);
    }
  });
  L.SiteMarker = L.CircleMarker.extend({
    _updatePath: function () {
      if (SHAPES[this.options.shape]) {
        this._renderer._updateSiteMarker(this);
      } else {
        L.CircleMarker.prototype._updatePath.call(this);
      }
    }
  });
})();

/* Tooltips set their text as text: names come from data and are never markup. */
window.orebriefText = function (value, wrap) {
  "use strict";
  var div = document.createElement("div");
  div.style.cssText = "font-size:13px;line-height:1.35;white-space:" + wrap;
  div.textContent = value;
  return div;
};

/* One layer of sites, each as [identifier, longitude, latitude, number of its style,
   tooltip]: a third of the size of features, and all of it is sent with each filter.
   One tooltip serves them all. */
window.orebriefSites = function (styles, rows) {
  "use strict";
  var sites = L.featureGroup(rows.map(function (row) {
    var site = new L.SiteMarker([row[2], row[1]], styles[row[3]]);
    site.feature = {
      type: "Feature",
      id: row[0],
      geometry: { type: "Point", coordinates: [row[1], row[2]] },
      properties: { kind: "site", key: row[0], tip: row[4] }
    };
    return site;
  }));
  return sites.bindTooltip(function (site) {
    return window.orebriefText(site.feature.properties.tip, "pre-line");
  }, { sticky: true });
};

/* One layer from an array of features, each with its own drawing style. */
window.orebriefFeatures = function (features, interactive) {
  "use strict";
  function text(value, wrap) {
    return function () { return window.orebriefText(value, wrap); };
  }
  return L.geoJSON({ type: "FeatureCollection", features: features }, {
    interactive: interactive,
    style: function (feature) { return feature.properties.style; },
    pointToLayer: function (feature, latlng) {
      return new L.SiteMarker(latlng, { interactive: interactive });
    },
    onEachFeature: function (feature, layer) {
      var p = feature.properties;
      if (p.label) {
        layer.bindTooltip(text(p.label, "pre"), {
          permanent: true, direction: "top", offset: [0, -8], className: "chosen-name"
        });
      } else if (p.tip) {
        layer.bindTooltip(text(p.tip, "pre-line"), { sticky: true });
      }
    }
  });
};

/* One layer of circles, each as [identifier, longitude, latitude, metres, colour]. They
   let a click through to the site within. */
window.orebriefHalos = function (rows) {
  "use strict";
  return L.featureGroup(rows.map(function (row) {
    return L.circle([row[2], row[1]], {
      radius: row[3], color: row[4], weight: 1, opacity: 0.8, dashArray: "2 4",
      fillOpacity: 0.08, interactive: false
    });
  }));
};
