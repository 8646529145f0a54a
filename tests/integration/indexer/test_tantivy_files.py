"""What is on the disk under the Tantivy engine: checked, private, and never believed unseen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from tantivy import Index, Query

from indexer.engines.api import IndexBroken, IndexBusy, IndexedDocument
from indexer.engines.index_home import IndexHome
from indexer.engines.seals import Seals
from indexer.engines.tantivy_files import CONTENTS, MARK, PARTS
from indexer.engines.tantivy_index import TantivyEngine
from indexer.engines.tantivy_schema import document_of, schema, source_of
from indexer.engines.whoosh_index import WhooshEngine
from indexer.query import MatchAll
from indexer.query_parser import parse_query
from kernel.ids import DocumentId, TenantId
from tests.factories.letters import OTHER_TENANT, TENANT, euros, letter

KEY = b"k" * 32
SECRET = "geheimschrift"


def _nothing_more(document_ids: frozenset[DocumentId]) -> Sequence[IndexedDocument]:
    del document_ids
    return ()


def _create(engine: TantivyEngine, tenant_id: TenantId = TENANT) -> None:
    with engine.rebuild(tenant_id) as fresh:
        fresh.index([letter(f"d{n}", f"gas {SECRET}{n}", tenant_id=tenant_id) for n in range(3)])
        fresh.finish(_nothing_more)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where indexes are kept."""
    return tmp_path / "indexes"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One index of three documents, a letter of whose was indexed again: made once, for each test to copy."""
    root = tmp_path_factory.mktemp("made") / "indexes"
    engine = TantivyEngine(root, KEY)
    _create(engine)
    engine.index(TENANT, [letter("d1", f"gas {SECRET}1")])
    return root


@pytest.fixture
def engine(root: Path, made: Path) -> TantivyEngine:
    """An engine on a copy of that index."""
    shutil.copytree(made, root)
    return TantivyEngine(root, KEY, write_wait_s=0.0)


def _in_force(root: Path, tenant_id: TenantId = TENANT) -> Path:
    return IndexHome(root, tenant_id).current()


def _refused(engine: TantivyEngine, tenant_id: TenantId = TENANT) -> None:
    with pytest.raises(IndexBroken):
        engine.search(tenant_id, MatchAll())


ALL_FILES = [*(f"*.{part}" for part in PARTS), CONTENTS, f"{CONTENTS}.seal"]


@pytest.mark.parametrize("pattern", [*ALL_FILES, "*.del"])
@pytest.mark.parametrize("place", [0, 0.5, 1], ids=["first", "middle", "last"])
def test_one_changed_byte_anywhere_is_noticed_even_while_it_is_open(
    engine: TantivyEngine, root: Path, pattern: str, place: float
) -> None:
    engine.search(TENANT, MatchAll())
    path = min(_in_force(root).glob(pattern))
    content = bytearray(path.read_bytes())
    content[round(place * (len(content) - 1))] ^= 1
    path.write_bytes(content)
    _refused(TantivyEngine(root, KEY))
    if not pattern.endswith(".seal"):
        _refused(engine)


@pytest.mark.parametrize("pattern", ALL_FILES)
def test_a_missing_file_is_noticed(engine: TantivyEngine, root: Path, pattern: str) -> None:
    for path in _in_force(root).glob(pattern):
        path.unlink()
    _refused(TantivyEngine(root, KEY))


def test_a_torn_file_is_noticed(engine: TantivyEngine, root: Path) -> None:
    segment = min(_in_force(root).glob("*.pos"))
    os.truncate(segment, segment.stat().st_size // 2)
    _refused(TantivyEngine(root, KEY))


def test_an_index_of_another_tenant_or_installation_is_a_strangers(engine: TantivyEngine, root: Path) -> None:
    _create(engine, OTHER_TENANT)
    shutil.rmtree(root / OTHER_TENANT)
    shutil.copytree(root / TENANT, root / OTHER_TENANT)
    _refused(engine, OTHER_TENANT)
    _refused(TantivyEngine(root, b"x" * 32))


def test_an_index_of_the_other_engine_asks_to_be_rebuilt(engine: TantivyEngine, root: Path) -> None:
    with pytest.raises(IndexBroken):
        WhooshEngine(root, KEY).search(TENANT, MatchAll())
    with WhooshEngine(root, KEY).rebuild(TENANT) as fresh:
        fresh.finish(_nothing_more)
    _refused(engine)
    _create(engine)
    assert engine.search(TENANT, MatchAll()).total == 3


def test_what_is_removed_leaves_the_disk(engine: TantivyEngine, root: Path) -> None:
    """Segments hold words and text packed: that none is left in which the letter ever was is what can be seen."""
    before = {path.name for path in _in_force(root).glob("*.store")}
    engine.remove(TENANT, [DocumentId("d0"), DocumentId("d1")])
    after = {path.name for path in _in_force(root).glob("*.store")}
    assert len(before) == 2
    assert before.isdisjoint(after)
    assert {hit.document_id for hit in engine.search(TENANT, parse_query("gas").query).hits} == {"d2"}
    assert engine.search(TENANT, parse_query(f"{SECRET}2").query).total == 1


def test_stale_segments_are_collected(engine: TantivyEngine, root: Path) -> None:
    for number in range(40):
        engine.index(TENANT, [letter("d1", f"gas {number}")])
    stores = list(_in_force(root).glob("*.store"))
    assert len(stores) < 12
    assert engine.search(TENANT, parse_query("gas").query).total == 3


def test_what_a_killed_writer_left_is_swept_and_harms_nothing(engine: TantivyEngine, root: Path) -> None:
    writer = Index.open(str(_in_force(root))).writer(15_000_000, 1)
    writer.add_document(document_of(letter("never", "gas committed")))
    del writer
    assert engine.search(TENANT, parse_query("gas").query).total == 3
    engine.index(TENANT, [letter("d9", "gas")])
    assert engine.document_ids(TENANT) == {"d0", "d1", "d2", "d9"}


class PowerCut(BaseException):
    """Ends a program at this very place; nothing in it may answer this."""


def test_a_death_between_commit_and_seal_costs_nothing(
    engine: TantivyEngine, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Seals.seal

    def seal(seals: Seals, path: Path, final_name: str | None = None) -> Path:
        if path.name == CONTENTS:
            raise PowerCut
        return real(seals, path, final_name)

    monkeypatch.setattr(Seals, "seal", seal)
    with pytest.raises(PowerCut):
        engine.index(TENANT, [letter("d9", "gas")])
    monkeypatch.undo()

    assert (_in_force(root) / MARK).exists()
    for reader in (engine, TantivyEngine(root, KEY)):
        assert reader.document_ids(TENANT) == {"d0", "d1", "d2", "d9"}
    engine.index(TENANT, [letter("d8", "gas")])
    assert not (_in_force(root) / MARK).exists()
    assert engine.document_ids(TENANT) == {"d0", "d1", "d2", "d8", "d9"}


def test_a_mark_of_a_strangers_stands_in_for_no_seal(engine: TantivyEngine, root: Path) -> None:
    directory = _in_force(root)
    (directory / f"{CONTENTS}.seal").unlink()
    for name in (MARK, f"{MARK}.seal"):
        (directory / name).write_bytes(b"")
    _refused(TantivyEngine(root, KEY))


def test_a_second_writer_is_told_to_come_back(engine: TantivyEngine, root: Path) -> None:
    with IndexHome(root, TENANT).writing(0.0), pytest.raises(IndexBusy) as busy:
        engine.index(TENANT, [letter("d9", "gas")])
    assert busy.value.temporary
    writer = Index.open(str(_in_force(root))).writer(15_000_000, 1)
    with pytest.raises(IndexBusy):
        engine.index(TENANT, [letter("d9", "gas")])
    del writer
    engine.index(TENANT, [letter("d9", "gas")])
    assert "d9" in engine.document_ids(TENANT)


def test_a_document_comes_back_as_it_was_given() -> None:
    given = letter("d1", "tekst\fblad 2", amounts=euros(1.5, -2), tags=("Dringend",), language=None, kind="invoice")
    index = Index(schema())
    writer = index.writer(15_000_000, 1)
    writer.add_document(document_of(given))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    ((_, address),) = searcher.search(Query.all_query()).hits
    assert source_of(searcher.doc(address)) == given
