from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo import files
from geo.errors import StoreError


def test_a_file_is_written_whole(tmp_path: Path):
    path = tmp_path / "a.txt"
    files.write(path, b"one", replace=False)
    files.write(path, b"two", replace=True)
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_must_stay_stays(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    with pytest.raises(StoreError, match="the file is there already"):
        files.write(path, b"two", replace=False)
    assert path.read_bytes() == b"one"


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(StoreError, match="it is a folder"):
        files.write(tmp_path, b"", replace=True)


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(StoreError, match="there is no such folder") as caught:
        files.check(tmp_path / "none" / "a.txt", replace=True)
    assert caught.value.where == str(tmp_path / "none")


def test_a_folder_of_others_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    # Root may write anywhere, whatever the mode says.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match="the folder cannot be written to"):
        files.check(tmp_path / "a.txt", replace=True)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path):
    with pytest.raises(StoreError, match="cannot be written"):
        files.write(tmp_path / ("x" * 300), b"", replace=True)
    assert list(tmp_path.iterdir()) == []
