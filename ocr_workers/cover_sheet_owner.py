"""Whose a letter is that lies behind a cover sheet: the sheet names, and the letter may contradict."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from archive.filing import NO_SHEET, SheetInFront
from ocr_workers.tenant_match import RunnerUp, TenantMatch

CONTRADICTED = 0.3
"""Far below any filing bound: a person decides."""
CONTRADICTS_FROM = 0.5
"""From this probability on the letter's own recipient speaks against the sheet."""
NAMED = "named by a cover sheet"
REFUSED = "the cover sheet was refused"
ADDRESSED_ELSEWHERE = "the letter is addressed to somebody else"
NOT_SERVED = "the cover sheet names somebody who is not served"


def heed_cover_sheet(cover: SheetInFront, match: TenantMatch, served: Collection[str]) -> TenantMatch:
    """The match that follows from the letter and the sheet before it.

    A sheet that was believed names the owner without a guess, unless the letter itself is
    addressed to another tenant: then one of the two lies in the wrong place, and a person
    looks. Behind a refused sheet nothing is filed by itself: whoever laid it meant
    something by it, and nobody knows what.
    """
    if cover == NO_SHEET or (cover.refusal is None and cover.named_id is None):
        return match
    if cover.named_id is None:
        return _doubted(match, REFUSED)
    if cover.named_id not in served:
        return _doubted(match, NOT_SERVED)
    if match.tenant_id not in {None, cover.named_id} and match.confidence >= CONTRADICTS_FROM:
        rival = RunnerUp(str(match.tenant_id), match.confidence)
        others = tuple(each for each in match.runners_up if each.tenant_id != cover.named_id)
        return TenantMatch(cover.named_id, CONTRADICTED, (NAMED, ADDRESSED_ELSEWHERE), (rival, *others))
    return TenantMatch(cover.named_id, 1.0, (NAMED,))


def _doubted(match: TenantMatch, why: str) -> TenantMatch:
    return replace(match, confidence=min(match.confidence, CONTRADICTED), evidence=(*match.evidence, why))
