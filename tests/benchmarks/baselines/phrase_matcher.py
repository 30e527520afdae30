"""spaCy's PhraseMatcher with the names of the gazetteer as they are spelled there."""

from __future__ import annotations

import spacy
from spacy.matcher import PhraseMatcher

from geo.dataset import Dataset
from geo.linking.mention import Mention
from tests.benchmarks.baselines.names import mention, sites_by_name


class PhraseMatching:
    """Its tokeniser is the blank one for many languages."""

    def __init__(self, dataset: Dataset) -> None:
        self._names = sites_by_name(dataset)
        self._language = spacy.blank("xx")
        self._matcher = PhraseMatcher(self._language.vocab)
        for name in self._names:
            self._matcher.add(name, [self._language.make_doc(name)])

    def find(self, text: str) -> list[Mention]:
        document = self._language.make_doc(text)
        matches = self._matcher(document, as_spans=True)
        longest = spacy.util.filter_spans(matches)
        return [
            mention(site, span.label_, text, span.start_char, span.end_char)
            for span in longest
            for site in self._names[span.label_]
        ]
