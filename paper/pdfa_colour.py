"""Which colours, images and states of a received page PDF/A-2 takes (ISO 19005-2, 6.2.4, 6.2.5 and 6.2.8)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Stream

from paper.pdfa_refusal import NotKeepable

CALIBRATED = frozenset({"/CalGray", "/CalRGB", "/Lab"})
ICC_SPACES = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}
ICC_CLASSES = frozenset({b"prtr", b"mntr", b"scnr", b"spac"})
ICC_HEADER = 128
LATEST_ICC = 4
_BLENDS = (
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference "
    "Exclusion Hue Saturation Color Luminosity"
)
BLENDS = frozenset(f"/{name}" for name in _BLENDS.split())
# Halftones, transfer curves and overprint speak of presses; PDF/A forbids or restricts them.
PRESS_KEYS = ("/TR", "/TR2", "/HT", "/HTP", "/OPM", "/BG", "/BG2", "/UCR", "/UCR2")
INTENTS = frozenset({"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"})
_FILTERS = "Flate DCT CCITTFax JBIG2 RunLength ASCII85 ASCIIHex"
FILTERS = frozenset(f"/{name}Decode" for name in _FILTERS.split())
RECODED = frozenset({"/LZWDecode"})
BITS = frozenset({1, 2, 4, 8, 16})
DEEPEST_SPACE = 8


def is_cmyk_in(space: Any, depth: int = 0) -> bool:  # noqa: ANN401 - a name or an array
    """Check a colour space; whether it leads to CMYK of no particular press.

    Raises:
        NotKeepable: PDF/A does not take it.
    """
    if depth > DEEPEST_SPACE:
        raise NotKeepable("colours nested too deep")
    if isinstance(space, Name):
        return str(space) == "/DeviceCMYK"
    if not isinstance(space, Array) or not len(space):
        raise NotKeepable("colours of an unknown kind")
    match str(space[0]):
        case "/ICCBased":
            _check_profile(space[1])
            return False
        case "/Indexed" | "/Pattern" if len(space) > 1:
            return is_cmyk_in(space[1], depth + 1)
        case "/Separation" | "/DeviceN":
            # All of a document's definitions of an ink must be the same (6.2.4.4), and its pages come from many files.
            raise NotKeepable("colours of special inks")
        case kind:
            if len(space) == 1:
                return is_cmyk_in(space[0], depth + 1)
            if kind not in CALIBRATED:
                raise NotKeepable("colours of an unknown kind")
            return False


def _check_profile(profile: Any) -> None:  # noqa: ANN401 - checked here
    if not isinstance(profile, Stream):
        raise NotKeepable("a colour profile that is missing")
    data = profile.read_bytes()
    wanted = ICC_SPACES.get(int(profile.get("/N", 0)))
    fits = len(data) >= ICC_HEADER and data[8] <= LATEST_ICC and data[12:16] in ICC_CLASSES and data[36:40] == b"acsp"
    if not fits or data[16:20] != wanted:
        raise NotKeepable("a colour profile that is damaged or too new")


def mend_state(state: Object) -> None:
    """Take from a graphics state what speaks of a press.

    Raises:
        NotKeepable: It mixes colours in an unknown way, or sets a font aside of the text.
    """
    for key in PRESS_KEYS:
        if key in state:
            del state[key]
    if "/Font" in state:
        raise NotKeepable("a font that is set by a graphics state")
    if "/BM" in state and str(state["/BM"]) not in BLENDS:
        raise NotKeepable("colours that are mixed in an unknown way")
    if "/RI" in state and str(state["/RI"]) not in INTENTS:
        del state["/RI"]


def mend_image(image: Object) -> bool:
    """Take from an image what PDF/A forbids; whether its colours lead to CMYK of no particular press.

    Raises:
        NotKeepable: It is coded in a way that PDF/A forbids or restricts too much to be sure.
    """
    if image.get("/Interpolate", False):
        del image["/Interpolate"]
    if "/Intent" in image and str(image["/Intent"]) not in INTENTS:
        del image["/Intent"]
    is_stencil = bool(image.get("/ImageMask", False))
    if not is_stencil and int(image.get("/BitsPerComponent", 0)) not in BITS:
        raise NotKeepable("an image of an odd depth")
    if int(image.get("/SMaskInData", 0)):
        raise NotKeepable("an image with its transparency inside")
    return False if is_stencil else is_cmyk_in(image.get("/ColorSpace"))


def mend_coding(stream: Stream) -> None:
    """Have a stream coded in a way that PDF/A takes (6.1.7.2).

    Raises:
        NotKeepable: It lies in another file, or is coded in a way that cannot be undone here.
    """
    if {"/F", "/FFilter", "/FDecodeParms"} & set(stream.keys()):
        raise NotKeepable("content in another file")
    given = stream.get("/Filter", Array())
    filters = {str(each) for each in (given if isinstance(given, Array) else [given])}
    if filters <= FILTERS:
        return
    if not filters <= FILTERS | RECODED:
        raise NotKeepable("content in a compression that PDF/A forbids")
    stream.write(stream.read_bytes())


def check_group(group: Any) -> bool:  # noqa: ANN401 - may be missing
    """Check a transparency group; whether it mixes in CMYK of no particular press."""
    space = group.get("/CS") if isinstance(group, Dictionary) else None
    return False if space is None else is_cmyk_in(space)
