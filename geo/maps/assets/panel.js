/* A click on a site opens its card: in a saved page each card is a part of the page
   that its address opens, so that links and the back button do the same. `first` is
   the site whose card is open from the start, if any. */
window.orebriefPanel = function (layer, first) {
  "use strict";
  layer.on("click", function (event) {
    var feature = event.layer.feature;
    if (feature && feature.properties.kind === "site") {
      window.location.hash = "site-" + feature.properties.key;
    }
  });
  if (first && !window.location.hash) {
    window.location.hash = "site-" + first;
    window.scrollTo(0, 0);
  }
};
