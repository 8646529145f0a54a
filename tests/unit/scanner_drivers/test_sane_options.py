from __future__ import annotations

import pytest

from scanner_drivers.api import Mode, Source
from scanner_drivers.sane_options import a4_area, capabilities_of, mode_of, parse_options, source_of, word_for_source

# What a common duplex document scanner prints, shortened.
PRINTED = """\
All options specific to device `fujitsu:ScanSnap iX500:1234':
  Standard:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
        Selects the scan source (such as a document-feeder).
    --mode Lineart|Halftone|Gray|Color [Lineart]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution 50..600dpi (in steps of 1) [300]
        Sets the resolution of the scanned image.
  Geometry:
    --page-width 0..224.846mm (in steps of 0.0211639) [215.872]
        Must be set properly to align scanning window
    -x 0..215.872mm (in steps of 0.0211639) [215.872]
        Width of scan-area.
    -y 0..279.364mm (in steps of 0.0211639) [279.364]
        Height of scan-area.
    --three-pass[=(yes|no)] [inactive]
        Simulate a three-pass scanner.
    --read-only <int> [0] [read-only]
        Let's see whether frontends can treat this right
"""


def test_a_duplex_feeder_is_recognised() -> None:
    capabilities = capabilities_of(parse_options(PRINTED))

    assert capabilities.sources == (Source.FEEDER, Source.FEEDER_DUPLEX)
    assert capabilities.duplex
    assert capabilities.modes == (Mode.BILEVEL, Mode.GREY, Mode.COLOUR)
    assert capabilities.resolutions_dpi == (50, 100, 150, 200, 240, 300, 400, 600)
    assert "page-width" in capabilities.options
    assert "three-pass" not in capabilities.options


def test_the_device_s_own_words_are_used() -> None:
    options = parse_options(PRINTED)

    assert word_for_source(options, Source.FEEDER) == "ADF Front"
    assert word_for_source(options, Source.FEEDER_DUPLEX) == "ADF Duplex"
    assert word_for_source(options, Source.FLATBED) is None


def test_the_area_is_a4_as_far_as_the_glass_reaches() -> None:
    assert a4_area(parse_options(PRINTED)) == {"x": "210", "y": "279.364"}


def test_a_list_of_resolutions_is_read_with_its_holes() -> None:
    printed = "    --resolution auto||75|90|300dpi [75]\n        Sets the resolution."

    assert capabilities_of(parse_options(printed)).resolutions_dpi == (75, 90, 300)


def test_a_device_without_sources_counts_as_a_flatbed() -> None:
    assert capabilities_of(parse_options("")).sources == (Source.FLATBED,)


@pytest.mark.parametrize(
    ("word", "source"),
    [
        ("Flatbed", Source.FLATBED),
        ("Automatic Document Feeder", Source.FEEDER),
        ("Automatic Document Feeder(left aligned,Duplex)", Source.FEEDER_DUPLEX),
        ("ADF Back", None),
        ("Transparency Adapter", None),
        ("Card Slot", None),
    ],
)
def test_words_for_sources(word: str, source: Source | None) -> None:
    assert source_of(word) is source


@pytest.mark.parametrize(
    ("word", "mode"),
    [("True Gray", Mode.GREY), ("24bit Color", Mode.COLOUR), ("Black & White", Mode.BILEVEL), ("Halftone", None)],
)
def test_words_for_modes(word: str, mode: Mode | None) -> None:
    assert mode_of(word) is mode
