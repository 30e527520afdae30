"""A shard: files that are searched together, and the Parquet file of what was found.

Its key is a hash of all that the outcome depends on, so an entry under that key says
that nothing need be done again. The bytes tell nothing of when, where or by how many
processes they were made.
"""

from __future__ import annotations

import hashlib
import io
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow.json import ParseOptions, ReadOptions
from pyarrow.json import read_json as read_json_lines

from geo.documents import Document, DocumentError
from geo.errors import OrebriefError, StoreError
from geo.linking.engine import Linker
from geo.linking.listing import Row, row
from geo.linking.pieces import PIECE_BYTES, Piece
from geo.linking.sites import LINKED
from geo.locations import DATA_DIR, ROOT
from geo.store.attributes import attributes

FOLDER: Final = "shards"
"""Folder of the shards within that of a run."""

ROWS_AT_ONCE: Final = 4096
"""Rows held while writing or reading."""

_ENGINE: Final = (ROOT / "geo" / "linking", ROOT / "geo" / "documents", DATA_DIR / "linking")
_SCHEMA: Final = pa.schema(
    {
        "document": pa.string(),
        "site_id": pa.string(),
        "name": pa.string(),
        "surface": pa.string(),
        "start": pa.int64(),
        "end": pa.int64(),
        "relation": pa.string(),
        "confidence": pa.float64(),
        "sentence": pa.string(),
        "reasons": pa.list_(pa.string()),
        "alias": pa.string(),
        "sentence_start": pa.int64(),
    }
)


@dataclass(frozen=True, slots=True)
class Shard:
    """Pieces of texts to search one after the other.

    Attributes
    ----------
    key
        Hash of the pieces' names and content, the gazetteer and the engine.
    pieces
        What to search.
    gazetteer, content_hash
        GeoPackage with the sites, and the hash of its content.
    engine
        Hash of the program and the lexicons that search.
    folder
        Folder of the run.
    fatal
        Those of the pieces that end the process that reads them, so none may.
    """

    key: str
    pieces: tuple[Piece, ...]
    gazetteer: Path
    content_hash: str
    engine: str
    folder: Path
    fatal: frozenset[Piece] = frozenset()

    @classmethod
    def of(cls, pieces: Sequence[Piece], gazetteer: Path, content_hash: str, folder: Path) -> Shard:
        """Return the shard of some pieces."""
        engine = engine_hash()
        parts = [content_hash, engine]
        for piece in pieces:
            parts += [piece.where, piece.digest]
        return cls(_hash(parts), tuple(pieces), gazetteer, content_hash, engine, folder)

    @property
    def size(self) -> int:
        """Size of what it searches, in bytes."""
        return sum(piece.size for piece in self.pieces)

    @property
    def parquet(self) -> Path:
        """File with what was found."""
        return self.folder / FOLDER / f"{self.key}.parquet"

    @property
    def entry(self) -> Path:
        """File that says what the Parquet file holds."""
        return self.parquet.with_suffix(".json")

    def is_done(self) -> bool:
        """Whether its outcome is there, whole, and nothing was left out of it."""
        try:
            entry = read_json(self.entry)
            return bool(entry["complete"]) and entry["sha256"] == digest(self.parquet)
        except (StoreError, OSError):
            return False

    def parted(self) -> Shard:
        """Return the same shard in pieces as small as they can be."""
        return replace(self, pieces=tuple(line for piece in self.pieces for line in piece.lines()))

    def alone(self, piece: Piece) -> Shard:
        """Return a shard of one piece, to learn whether that piece is fatal."""
        return replace(self, key=_hash([self.key, piece.where]), pieces=(piece,))


def groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Gather pieces in groups of about ``PIECE_BYTES``.

    Whether a piece ends its group is decided by its name and size alone, so that
    one more file changes one group, not all that follow.
    """
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        drawn = int.from_bytes(hashlib.sha256(piece.where.encode()).digest()[:6]) / 2**48
        if drawn < piece.size / PIECE_BYTES:
            yield group
            group = []
    if group:
        yield group


def search(shard: Shard) -> None:
    """Search a shard, and write Parquet and entry, each in one step.

    Raises
    ------
    StoreError
        If they cannot be written, or the gazetteer cannot be read.
    OrebriefError
        If the engine or the gazetteer here is not the one that the shard asks for.
    """
    linker = _linker(shard)
    errors: list[OrebriefError] = []
    mentions = 0

    def rows() -> Iterator[Row]:
        nonlocal mentions
        for piece in shard.pieces:
            if piece in shard.fatal:
                problem = "the process that searched it died, and so did the next"
                errors.append(OrebriefError(problem, piece.where, "Leave it out, or part it"))
                continue
            for item in candidates(linker, piece.read(), piece.where):
                if isinstance(item, OrebriefError):
                    errors.append(item)
                else:
                    mentions += 1
                    yield item

    write_parquet(rows(), _SCHEMA, shard.parquet)
    entry = {
        "texts": [piece.where for piece in shard.pieces],
        "mentions": mentions,
        "errors": [
            {"document": error.where, "problem": error.problem, "remedy": error.remedy}
            for error in errors
        ],
        "sha256": digest(shard.parquet),
        "complete": not shard.fatal,
    }
    write_json(entry, shard.entry)


def candidates(
    linker: Linker, read: Iterator[Document | DocumentError], where: str
) -> Iterator[Row | OrebriefError]:
    """Yield every candidate in some documents, by document and start.

    Parameters
    ----------
    read
        The documents.
    where
        What they are from.

    Yields
    ------
    Row or OrebriefError
        An error for a document that cannot be read or searched; those that follow
        are searched.
    """
    while True:
        document = None  # Or the last text would be held while the next one is read.
        try:
            document = next(read, None)
            if document is None:
                return
            if isinstance(document, DocumentError):
                yield document
                continue
            mentions = linker.find(document.text)
        except Exception as error:  # noqa: BLE001 - one bad text must not cost the others
            problem = f"it cannot be searched ({type(error).__name__}: {error})"
            at = document.document if isinstance(document, Document) else where
            yield OrebriefError(problem, at, "Leave it out, and report it")
            continue
        for mention in sorted(mentions, key=lambda found: (found.start, found.end, found.site_id)):
            yield row(document.document, mention)


def read_rows(parquet: Path) -> Iterator[Row]:
    """Yield the rows of a shard, few in memory at a time."""
    with pq.ParquetFile(parquet) as file:
        for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
            yield from batch.to_pylist()


def read_json(path: Path) -> dict[str, Any]:
    """Return what an entry or a manifest says.

    Raises
    ------
    StoreError
        If it is missing or damaged.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StoreError("it cannot be read", str(path), "Run the search again") from error
    return content


def write_json(value: object, path: Path) -> None:
    """Write JSON, replacing the file in one step."""
    draft = _draft(path)
    draft.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)


def write_parquet(rows: Iterator[Mapping[str, Any]], schema: pa.Schema, path: Path) -> None:
    """Write rows as Parquet, replacing the file in one step; the same rows give the same bytes."""
    draft = _draft(path)
    with pq.ParquetWriter(draft, schema, compression="zstd", compression_level=3) as writer:
        while some := list(islice(rows, ROWS_AT_ONCE)):
            writer.write_table(_table(some, schema))
    draft.replace(path)


def _table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    # Read as JSON: from Python's own values, pyarrow makes tables with pandas loaded, 50 MB.
    content = "\n".join(map(json.dumps, rows)).encode()
    return read_json_lines(
        io.BytesIO(content),
        ReadOptions(use_threads=False, block_size=len(content)),
        ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    )


@cache
def engine_hash() -> str:
    """Return a hash of the program and the lexicons that decide what is found."""
    files = sorted(
        file
        for folder in _ENGINE
        for file in folder.rglob("*")
        if file.suffix in {".py", ".toml", ".csv"}
    )
    return _hash(part for file in files for part in (str(file.relative_to(ROOT)), digest(file)))


@cache
def _linker_of(gazetteer: Path, content_hash: str) -> Linker:
    """Build the linker of a gazetteer, once a process: it takes time and cannot be sent."""
    if digest(gazetteer) != content_hash:
        raise OrebriefError(
            "it is not the file that the run began with", str(gazetteer), "Run the search again"
        )
    return Linker(attributes(gazetteer, LINKED))


def _linker(shard: Shard) -> Linker:
    if engine_hash() != shard.engine:
        raise OrebriefError(
            "a worker has another version of orebrief", str(ROOT), "Install the same one"
        )
    return _linker_of(shard.gazetteer, shard.content_hash)


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def digest(path: Path) -> str:
    """Return a hash of the bytes of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
