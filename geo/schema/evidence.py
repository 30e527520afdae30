"""Evidence: texts of a user, mentions of sites, and judgements on them."""

from __future__ import annotations

from typing import Final

from geo.schema.columns import Column, Kind, Table, key, text

MENTIONED: Final = ("sentence", "paragraph", "document")
"""Strengths at which a text names a site, strongest first; the other values of the
vocabulary are of links that rest on no mention."""

DOCUMENTS: Final = Table(
    "documents",
    "Texts that a user has added",
    (
        key("document_id", "Identifier"),
        text("title", "Title", required=True),
        text("publisher", "Publisher"),
        Column("date", Kind.EDTF, "Date of publication"),
        Column("language", Kind.TEXT, "BCP 47 tag"),
        text("address", "Web address"),
        text("text", "The text itself", required=True),
    ),
    ("document_id",),
    derived=True,
)

MENTIONS: Final = Table(
    "mentions",
    "Places where a text names a site, with the sentence",
    (
        key("mention_id", "Identifier, the same for the same mention in every build"),
        key("site_id", "Site", "deposits.site_id"),
        Column(
            "event_id",
            Kind.SLUG,
            "Event that it is evidence of; its own words unless a document is given",
            references="events.event_id",
        ),
        Column(
            "agreement_id",
            Kind.SLUG,
            "Agreement whose text it is",
            references="agreements.agreement_id",
        ),
        Column(
            "document_id",
            Kind.SLUG,
            "Document of a user whose text it is",
            references="documents.document_id",
        ),
        Column(
            "field",
            Kind.TEXT,
            "Text that holds the mention",
            required=True,
            vocabulary="mention_field",
        ),
        text("sentence", "The sentence, unchanged", required=True),
        Column(
            "sentence_start",
            Kind.INTEGER,
            "Offset of the sentence in the text",
            required=True,
            unit="code points",
            minimum=0,
        ),
        Column(
            "start",
            Kind.INTEGER,
            "Offset of the name in the text",
            required=True,
            unit="code points",
            minimum=0,
        ),
        Column(
            "end",
            Kind.INTEGER,
            "Offset after the name in the text",
            required=True,
            unit="code points",
            minimum=1,
        ),
        Column(
            "strength",
            Kind.TEXT,
            "How near the name stands to the words on the event or agreement: sentence, paragraph "
            "or document; empty if the document is tied to none",
            vocabulary="strength",
        ),
        text("surface", "The name as it stands in the text", required=True),
        text("alias", "Alias that matched", required=True),
        Column(
            "relation", Kind.TEXT, "What the name stands for", required=True, vocabulary="relation"
        ),
        Column(
            "confidence",
            Kind.REAL,
            "Confidence in the link, not a probability",
            required=True,
            minimum=0,
            maximum=1,
        ),
        text("reasons", "Why, in words", required=True),
    ),
    ("mention_id",),
    derived=True,
)

JUDGEMENTS: Final = Table(
    "judgements",
    "What a person decided on a mention; append-only",
    (
        key("judgement_id", "Identifier"),
        key("mention_id", "Mention; not a foreign key, since a judgement outlives re-linking"),
        Column("decision", Kind.TEXT, "Decision", required=True, vocabulary="decision"),
        text("judged_by", "Who", required=True),
        Column("judged_on", Kind.EDTF, "When", required=True),
        text("reason", "Why"),
    ),
    ("judgement_id",),
    derived=True,
)
