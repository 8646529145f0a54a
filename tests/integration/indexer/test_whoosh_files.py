"""What is on the disk under the Whoosh engine: sealed, private, and never believed unseen."""

from __future__ import annotations

import errno
import os
import pickle
import shutil
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from indexer.engines.api import IndexBroken, IndexBusy, IndexedDocument, IndexUnwritable
from indexer.engines.index_home import IndexHome
from indexer.engines.whoosh_index import WhooshEngine
from indexer.query import MatchAll
from indexer.query_parser import parse_query
from kernel.ids import DocumentId, TenantId
from tests.factories.letters import OTHER_TENANT, TENANT, letter

KEY = b"k" * 32
SECRET = "geheimschrift"


class Exploded(Exception):
    """Raised by a pickle that somebody believed."""


class _Bomb:
    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return _explode, ()


def _explode() -> None:
    raise Exploded


def _nothing_more(document_ids: frozenset[DocumentId]) -> Sequence[IndexedDocument]:
    del document_ids
    return ()


def _create(engine: WhooshEngine, tenant_id: TenantId = TENANT) -> None:
    with engine.rebuild(tenant_id) as fresh:
        fresh.index([letter(f"d{n}", f"gas {SECRET}{n}", tenant_id=tenant_id) for n in range(3)])
        fresh.finish(_nothing_more)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where indexes are kept."""
    return tmp_path / "indexes"


@pytest.fixture
def engine(root: Path) -> WhooshEngine:
    """An engine with one index of three documents."""
    engine = WhooshEngine(root, KEY, write_wait_s=0.0)
    _create(engine)
    return engine


def _in_force(root: Path, tenant_id: TenantId = TENANT) -> Path:
    return IndexHome(root, tenant_id).current()


def _files(root: Path, pattern: str, tenant_id: TenantId = TENANT) -> list[Path]:
    return sorted(_in_force(root, tenant_id).glob(pattern))


def _refused(engine: WhooshEngine, tenant_id: TenantId = TENANT) -> None:
    with pytest.raises(IndexBroken):
        engine.search(tenant_id, MatchAll())


@pytest.mark.parametrize("pattern", ["*.toc", "*.seg", "*.seal"])
@pytest.mark.parametrize("place", [0, 0.5, 1], ids=["first", "middle", "last"])
def test_one_changed_byte_anywhere_is_noticed_even_while_it_is_open(
    engine: WhooshEngine, root: Path, pattern: str, place: float
) -> None:
    engine.search(TENANT, MatchAll())
    path = _files(root, pattern)[0]
    content = bytearray(path.read_bytes())
    content[round(place * (len(content) - 1))] ^= 1
    path.write_bytes(content)
    _refused(WhooshEngine(root, KEY))
    if pattern != "*.seal":
        _refused(engine)


@pytest.mark.parametrize("pattern", ["*.toc", "*.seg", "*.seal"])
def test_a_missing_file_is_noticed(engine: WhooshEngine, root: Path, pattern: str) -> None:
    for path in _files(root, pattern):
        path.unlink()
    _refused(WhooshEngine(root, KEY))


def test_a_torn_file_is_noticed(engine: WhooshEngine, root: Path) -> None:
    (segment,) = _files(root, "*.seg")
    os.truncate(segment, segment.stat().st_size // 2)
    _refused(WhooshEngine(root, KEY))


def test_a_planted_pickle_is_never_opened(engine: WhooshEngine, root: Path) -> None:
    (contents,) = _files(root, "*.toc")
    planted = contents.with_name("_MAIN_99.toc")
    planted.write_bytes(contents.read_bytes()[:40] + pickle.dumps(_Bomb()) * 20)
    _refused(engine)
    shutil.copy(contents.with_name(contents.name + ".seal"), planted.with_name(planted.name + ".seal"))
    _refused(engine)


def test_an_older_table_of_contents_under_a_newer_name_is_not_believed(engine: WhooshEngine, root: Path) -> None:
    (contents,) = _files(root, "*.toc")
    newer = contents.with_name("_MAIN_99.toc")
    shutil.copy(contents, newer)
    shutil.copy(contents.with_name(contents.name + ".seal"), newer.with_name(newer.name + ".seal"))
    _refused(engine)


def test_an_index_of_another_tenant_or_installation_is_a_strangers(engine: WhooshEngine, root: Path) -> None:
    _create(engine, OTHER_TENANT)
    shutil.rmtree(root / OTHER_TENANT)
    shutil.copytree(root / TENANT, root / OTHER_TENANT)
    _refused(engine, OTHER_TENANT)
    _refused(WhooshEngine(root, b"x" * 32))


def test_a_broken_fresh_index_is_begun_again(engine: WhooshEngine, root: Path) -> None:
    with engine.rebuild(TENANT) as fresh:
        fresh.index([letter("new", "gas")])
    directory = IndexHome(root, TENANT).fresh()
    assert directory is not None
    for path in directory.glob("*.toc"):
        path.write_bytes(b"")
    with engine.rebuild(TENANT) as fresh:
        assert fresh.document_ids() == set()


def test_the_root_is_private(engine: WhooshEngine, root: Path) -> None:
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


def test_a_tenant_id_names_no_other_place(engine: WhooshEngine) -> None:
    for name in ("../escape", "", "a/b", "x" * 65):
        with pytest.raises(ValueError, match="tenant id"):
            engine.search(TenantId(name), MatchAll())


def test_a_second_writer_is_told_to_come_back(engine: WhooshEngine, root: Path) -> None:
    with IndexHome(root, TENANT).writing(0.0), pytest.raises(IndexBusy) as busy:
        engine.index(TENANT, [letter("d9", "gas")])
    assert busy.value.temporary
    engine.index(TENANT, [letter("d9", "gas")])
    assert "d9" in engine.document_ids(TENANT)


def test_what_a_killed_writer_left_is_swept_and_harms_nothing(engine: WhooshEngine, root: Path) -> None:
    directory = _in_force(root)
    for name in ("_MAIN_2.toc.1763.5", "_MAIN_2.toc.seal", "MAIN_zzzzzzzzzzzzzzzz.seg", "MAIN_zzzzzzzzzzzzzzzz.trm"):
        (directory / name).write_bytes(b"half")
    (directory / "MAIN.tmp").mkdir()
    (directory / "MAIN.tmp" / "run").write_bytes(b"half")
    assert engine.search(TENANT, parse_query("gas").query).total == 3
    engine.index(TENANT, [letter("d9", "gas")])
    assert engine.search(TENANT, parse_query("gas").query).total == 4
    # Whoosh's own lock file stays; everything else is in force and sealed.
    kept = {path.name for path in directory.iterdir()} - {"MAIN_WRITELOCK"}
    in_force = {name for name in kept if name.endswith((".toc", ".seg"))}
    assert kept == in_force | {f"{name}.seal" for name in in_force}


def test_a_full_disk_is_told_and_leaves_the_index_as_it_was(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(IndexUnwritable) as unwritable:
            engine.index(TENANT, [letter("d9", "gas")])
    assert unwritable.value.temporary
    assert engine.document_ids(TENANT) == {"d0", "d1", "d2"}
    engine.index(TENANT, [letter("d9", "gas")])
    assert engine.document_ids(TENANT) == {"d0", "d1", "d2", "d9"}


def test_what_is_removed_leaves_the_disk(engine: WhooshEngine, root: Path) -> None:
    form = f"{SECRET}1".encode()
    assert any(form in path.read_bytes() for path in _files(root, "*.seg"))
    engine.remove(TENANT, [DocumentId("d1")])
    assert not any(form in path.read_bytes() for path in _files(root, "*.seg"))


def test_a_reader_that_was_open_does_not_show_what_was_deleted(engine: WhooshEngine) -> None:
    """Whoosh's own refresh reuses readers of segments whose deletions it does not look at again."""
    query = parse_query(f"{SECRET}1").query
    assert engine.search(TENANT, query).total == 1
    engine.index(TENANT, [letter("d1", "anders")])
    assert engine.search(TENANT, query).total == 0


def test_only_the_index_in_force_is_kept(engine: WhooshEngine, root: Path) -> None:
    _create(engine)
    _create(engine)
    assert sorted(path.name for path in (root / TENANT).iterdir()) == ["CURRENT", _in_force(root).name]
