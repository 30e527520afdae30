"""What people have decided on mentions, and which mentions stand as links."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from geo import edtf
from geo.dataset import Dataset
from geo.linking.mention import PUBLISH, REVIEW, SITE
from geo.links import Mask

ACCEPT: Final = "accept"
REJECT: Final = "reject"
UNSURE: Final = "unsure"


def latest(judgements: pd.DataFrame) -> pd.DataFrame:
    """Return the judgement that holds for each judged mention, by ``mention_id``.

    Judgements are only ever added; the newest one holds, and on one day the one
    with the highest identifier.
    """
    order = pd.DataFrame(
        {
            "day": judgements["judged_on"].map(edtf.sortable),
            "identifier": judgements["judgement_id"],
        },
        index=judgements.index,
    ).sort_values(["day", "identifier"], kind="stable")
    newest = judgements.loc[order.index].drop_duplicates("mention_id", keep="last")
    return newest.set_index("mention_id")


def standing(dataset: Dataset) -> Mask:
    """Return the mentions that link a site: one truth value for each row.

    A person has said that it stands for the site, whatever it looked like, or
    nobody has judged it, it looks like the site itself, and its confidence reaches
    the threshold. A person's doubt counts for more than any confidence.
    """
    decisions = decided(dataset)
    published = (dataset["mentions"]["confidence"] >= PUBLISH).to_numpy()
    stands: Mask = (decisions == ACCEPT).to_numpy() | (
        (decisions == "").to_numpy() & _looks_like_site(dataset) & published
    )
    return stands


def waiting(dataset: Dataset) -> Mask:
    """Return the mentions that wait for a person: one truth value for each row.

    They look like the site itself and lie between the thresholds without a
    judgement, or a person has looked at them without a result.
    """
    decisions = decided(dataset)
    between = dataset["mentions"]["confidence"].between(REVIEW, PUBLISH, inclusive="left")
    waits: Mask = (decisions == UNSURE).to_numpy() | (
        (decisions == "").to_numpy() & _looks_like_site(dataset) & between.to_numpy()
    )
    return waits


def decided(dataset: Dataset) -> pd.Series[Any]:
    """Return the decision that holds for each mention, empty where there is none."""
    held = latest(dataset["judgements"])["decision"].to_dict()
    mentions = dataset["mentions"]["mention_id"]
    return pd.Series([held.get(mention, "") for mention in mentions], mentions.index, dtype="str")


def _looks_like_site(dataset: Dataset) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return (dataset["mentions"]["relation"] == SITE).to_numpy()
