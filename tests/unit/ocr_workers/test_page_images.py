from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from ocr_workers.page_images import is_coloured, picture_page, viewer_scale
from tests.unit.ocr_workers.synthetic_pages import noisy, written_page


def test_the_viewers_picture_is_the_page_scaled() -> None:
    page = written_page(dpi=300)

    pictures = picture_page(page, 300.0)

    viewer = Image.open(io.BytesIO(pictures.viewer))
    assert viewer.size == (round(page.shape[1] * viewer_scale(300.0)), round(page.shape[0] * viewer_scale(300.0)))
    assert max(Image.open(io.BytesIO(pictures.thumbnail)).size) == 320


def test_a_small_page_is_not_blown_up_to_be_looked_at() -> None:
    assert viewer_scale(100.0) == 1.0


@pytest.mark.parametrize("tint", [(255, 255, 255), (250, 240, 214)])
def test_tinted_paper_is_kept_in_grey_and_a_stamp_in_colour(tint: tuple[int, int, int]) -> None:
    grey = noisy(written_page(), 3.0).astype(np.float64) / 255
    page = (grey[..., None] * np.array(tint)).astype(np.uint8)
    stamped = page.copy()
    stamped[300:360, 800:900] = (40, 60, 190)

    assert not is_coloured(page)
    assert is_coloured(stamped)
