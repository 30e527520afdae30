"""One's own GeoPackage: checked before it is shown, and kept for this session only."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from geo import markup
from geo.dataset import Dataset
from geo.errors import OrebriefError
from geo.index import Index
from geo.locations import DATA_VARIABLE
from geo.report import Problem, Report, printable, shown
from geo.store import gpkg
from geo.ui import loaders, notices, state, uploader
from geo.validate import validate

_NAME: Final = "own-file-name"
_ANSWER: Final = "own-file-answer"


@dataclass(frozen=True)
class Checked:
    """A GeoPackage that could be read, and what is wrong with it."""

    name: str
    dataset: Dataset
    report: Report


def check(name: str, content: bytes) -> Checked:
    """Read and validate the bytes of a GeoPackage.

    Parameters
    ----------
    name
        What the reader calls the file; it is shown, and never used as a path.
    content
        Its bytes.

    Raises
    ------
    StoreError, ContractError
        As ``geo.store.gpkg.read`` does, naming the file as the reader does.
    """
    with tempfile.TemporaryDirectory(prefix="orebrief-") as folder:
        path = Path(folder, "own.gpkg")
        path.write_bytes(content)
        try:
            dataset = gpkg.read(path)
        except OrebriefError as error:
            raise type(error)(error.problem, name, error.remedy) from error
    warnings = tuple(warning.replace(path.name, name) for warning in dataset.warnings)
    return Checked(name, replace(dataset, warnings=warnings), validate(dataset))


def name() -> str:
    """Return the name of the file that is open, empty for the built-in data."""
    own: str = st.session_state.get(_NAME, "")
    return own or Path(os.environ.get(DATA_VARIABLE, "")).name


def draw() -> None:
    """Draw the way in, and the way back to the built-in data."""
    st.subheader("Open your own GeoPackage", anchor=False)
    if loaders.OWN in st.session_state:
        st.html(
            f'<div role="status"><b>{markup.text(name())}</b> is open on all pages. It is in '
            "this session only: a link to this page shows others the built-in data, not "
            "your file, and reloading the page closes it.</div>"
        )
        st.button("Back to the built-in data", icon=":material/undo:", on_click=_close)
    else:
        st.caption(
            "A copy is read into this session; the file itself is never changed. It needs the "
            "tables of the GeoPackage that you can download here."
        )
    uploader.draw("GeoPackage", ["gpkg"], "own-file", _receive)


def draw_answer() -> None:
    """Say why the last file was not opened, row by row; needs the width of the page."""
    answer = st.session_state.get(_ANSWER)
    if isinstance(answer, OrebriefError):
        notices.failure(answer)
    elif isinstance(answer, Checked):
        _tell(answer)


def _receive(name: str, content: bytes) -> None:
    try:
        checked = check(name, content)
    except OrebriefError as error:
        st.session_state[_ANSWER] = error
        return
    st.session_state[_ANSWER] = checked
    if checked.report.ok:
        _use(checked)


def hold(name: str, index: Index) -> None:
    """Show a dataset on all pages of this session, under a name."""
    st.session_state[loaders.OWN] = index
    st.session_state[_NAME] = name
    st.session_state.pop(_ANSWER, None)
    state.reset(index)


def _use(checked: Checked) -> None:
    hold(checked.name, Index(checked.dataset))


def _close() -> None:
    for key in (loaders.OWN, _NAME, _ANSWER):
        st.session_state.pop(key, None)
    # Where the built-in data cannot be read either, the page says so by itself.
    with suppress(OrebriefError):
        state.reset(loaders.current())


def _tell(checked: Checked) -> None:
    problems = checked.report.problems
    found = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}"
    verdict = (
        "Only where sites lie is in doubt. The page can show the file, each position with its "
        "method and radius."
        if checked.report.showable
        else "It is not opened: the page would break, or show as evidence what is none. Correct "
        "the rows below, in QGIS for instance, and open it again."
    )
    st.html(f'<div role="alert"><b>{markup.text(checked.name)}: {found}.</b> {verdict}</div>')
    if checked.report.showable:
        st.button("Use it all the same", on_click=_use, args=(checked,))
    st.dataframe(_table(problems), key="own-file-problems", hide_index=True, width="stretch")


def _table(problems: tuple[Problem, ...]) -> pd.DataFrame:
    rows = [[printable(shown(text)) for text in astuple(problem)[:-2]] for problem in problems]
    return pd.DataFrame(
        [[*row, problem.rule, problem.remedy] for row, problem in zip(rows, problems, strict=True)],
        columns=[field.name.capitalize() for field in fields(Problem)],
    )
