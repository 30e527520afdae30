"""Maps: one style for screen and paper, the web map, the printed map."""
