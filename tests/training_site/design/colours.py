"""Colours of the stylesheet as numbers: tokens read from the CSS, OKLCH turned into sRGB, contrast as WCAG defines it."""

import math
import re
from pathlib import Path

import training_site.design

STYLESHEET = Path(training_site.design.__file__).parent / "static" / "design" / "css" / "site.css"
RGB = tuple[float, float, float]

PHASE = re.compile(r"\[data-phase=([\w-]+)\] \{ --h: (\d+) \}")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6}|oklch\([^()]*(?:\([^()]*\)[^()]*)?\));")


def phases() -> dict[str, int]:
    """The hue of each phase."""
    return {name: int(hue) for name, hue in PHASE.findall(STYLESHEET.read_text(encoding="utf-8"))}


def tokens(scheme: str, hue: int | None) -> dict[str, RGB]:
    """The colours in a scheme ("light" or "dark"); `hue` None is a browser that does not know oklch()."""
    css = STYLESHEET.read_text(encoding="utf-8")
    layer = css[css.index("@layer tokens {") : css.index("@layer base {")]
    light, dark = layer.split("@media (prefers-color-scheme: dark)")
    found: dict[str, RGB] = {}
    for part in (light, dark) if scheme == "dark" else (light,):
        for name, value in TOKEN.findall(part):
            if value.startswith("#"):
                found[name] = from_hex(value)
            elif hue is not None:
                found[name] = from_oklch(value, hue)
    return found


def from_hex(text: str) -> RGB:
    """`#abc` or `#aabbcc`."""
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def from_oklch(text: str, hue: int) -> RGB:
    """`oklch(44% .09 var(--h, 165))` with the hue put in, clipped to what a screen can show."""
    lightness, chroma = re.match(r"oklch\(([\d.]+)% ([\d.]+) ", text).groups()
    light, angle = float(lightness) / 100, math.radians(hue)
    a, b = float(chroma) * math.cos(angle), float(chroma) * math.sin(angle)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (_encode(min(1.0, max(0.0, channel))) for channel in linear)
    return red, green, blue


def contrast(one: RGB, other: RGB) -> float:
    """The WCAG 2 contrast ratio, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _encode(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _decode(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _luminance(colour: RGB) -> float:
    red, green, blue = map(_decode, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
