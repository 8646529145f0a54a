"""Questions that people gave a name: asked again with one click, with what is new since they last looked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from indexer.models import SavedSearch
from kernel.errors import NotFound, PlatformError
from kernel.ids import TenantId, UserId

MOST_SAVED = 30
LONGEST_NAME = 80
# A deleted search can be brought back for so long.
KEPT_DELETED = dt.timedelta(days=30)


class SavedSearchRefused(PlatformError):
    """The search cannot be saved so: give it a name, or delete one of those that you have."""

    code = "saved_search_refused"


@dataclass(frozen=True, slots=True)
class SavedSearchView:
    """A saved search; `question` is the end of an address, `seen_at` when its answer was last looked at."""

    search_id: str
    name: str
    question: str
    seen_at: dt.datetime


def saved_searches(session: Session, user_id: UserId) -> list[SavedSearchView]:
    """The person's searches in this scope, by name."""
    rows = session.scalars(_of(user_id).where(SavedSearch.deleted_at.is_(None)).order_by(func.lower(SavedSearch.name)))
    return [_view(row) for row in rows]


def save_search(
    session: Session, tenant_id: TenantId, user_id: UserId, name: str, question: str, at: dt.datetime
) -> SavedSearchView:
    """Keep the question under a name; its answer counts as seen now.

    Raises:
        SavedSearchRefused: There is no name, or there are MOST_SAVED already.
    """
    there = _of(user_id).where(SavedSearch.deleted_at.is_(None))
    if (session.scalar(select(func.count()).select_from(there.subquery())) or 0) >= MOST_SAVED:
        raise SavedSearchRefused("delete a saved search that you no longer need; there is room for no more")
    row = SavedSearch(tenant_id=tenant_id, user_id=user_id, name=_name(name), question=question, made_at=at, seen_at=at)
    session.add(row)
    session.flush()
    return _view(row)


def look_at(session: Session, user_id: UserId, search_id: str, at: dt.datetime) -> SavedSearchView:
    """The search as it was; from now on its answer counts as seen.

    Raises:
        NotFound: The person has no such search here.
    """
    row = _get(session, user_id, search_id)
    view = _view(row)
    row.seen_at = at
    return view


def rename_search(session: Session, user_id: UserId, search_id: str, name: str) -> None:
    """Call the search otherwise; raises NotFound or SavedSearchRefused."""
    row = _get(session, user_id, search_id)
    row.name = _name(name)


def delete_search(session: Session, user_id: UserId, search_id: str, at: dt.datetime) -> str:
    """Put the search aside, and remove for good what was put aside long ago; returns its name. Raises NotFound."""
    session.execute(delete(SavedSearch).where(SavedSearch.deleted_at < at - KEPT_DELETED))
    row = _get(session, user_id, search_id)
    row.deleted_at = at
    return row.name


def restore_search(session: Session, user_id: UserId, search_id: str) -> None:
    """Bring back what was deleted; raises NotFound when it is gone for good."""
    _get(session, user_id, search_id, deleted=True).deleted_at = None


def _of(user_id: UserId) -> Select[SavedSearch]:
    return select(SavedSearch).where(SavedSearch.user_id == user_id)


def _get(session: Session, user_id: UserId, search_id: str, *, deleted: bool = False) -> SavedSearch:
    row = session.scalar(_of(user_id).where(SavedSearch.id == search_id))
    if row is None or (row.deleted_at is not None) != deleted:
        raise NotFound("there is no such saved search here; look at your list again", search_id=search_id)
    return row


def _name(written: str) -> str:
    name = " ".join(written.split())[:LONGEST_NAME]
    if not name:
        raise SavedSearchRefused("give the search a name, so that you find it again")
    return name


def _view(row: SavedSearch) -> SavedSearchView:
    return SavedSearchView(row.id, row.name, row.question, row.seen_at)
