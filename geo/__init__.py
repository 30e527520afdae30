"""Orebrief: Central Asian mineral sites, agreements and diplomatic events on one map."""
