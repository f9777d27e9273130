"""The fonts of the certificate (README.md): families as its stylesheet names them, and their files, the regular weight first."""

from pathlib import Path

HERE = Path(__file__).parent
FAMILIES = {
    "Certificate Serif": (HERE / "NotoSerif-Regular.ttf", HERE / "NotoSerif-Bold.ttf"),
    "Certificate Serif Khmer": (HERE / "NotoSerifKhmer-Regular.ttf", HERE / "NotoSerifKhmer-Bold.ttf"),
}
WEIGHTS = (400, 700)
