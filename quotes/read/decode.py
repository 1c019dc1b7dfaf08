"""From the bytes of a file to its text, untouched, and the name of the encoding that was used."""

from __future__ import annotations

import codecs
import re

from quotes.read.problem import UnreadableError

# The longer mark first: that of UTF-32-LE begins with that of UTF-16-LE.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)

# What else a file with a wrong extension tends to be.
MAGIC_NUMBERS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
)

WESTERN = ["cp1252", "mac_roman", "cp1250"]
MOSTLY_ASCII = 0.1  # of the bytes at most are above 127 in English text of any encoding
MAX_CONTROLS = 0.02  # of the characters of a text; binary files have far more

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Decode the bytes of a file.

    Args:
        data: The whole file.
        declared: The encoding that the file itself names (a page's ``charset``), tried after UTF-8.

    Returns:
        The text, without a byte-order mark and otherwise as it stands, and the encoding's name.
        ``utf-8+cp1252`` is UTF-8 with single bytes of Windows-1252 strewn in, as careless pasting makes it.

    Raises:
        UnreadableError: The bytes are no text.
    """
    for magic, name in MAGIC_NUMBERS:
        if data.startswith(magic):
            raise UnreadableError(f"this is {name}, not text; save it as plain text or HTML first")
    text, encoding = _from_mark(data) or _without_mark(data, declared)
    if len(_CONTROLS.findall(text)) > max(1, MAX_CONTROLS * len(text)):
        raise UnreadableError("this looks like a binary file, not text; give a text, HTML or JSON file")
    return text, encoding


def _from_mark(data: bytes) -> tuple[str, str] | None:
    for mark, name, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), name
            except UnicodeDecodeError as error:
                if name == "utf-8-sig":
                    return _without_mark(data[len(mark) :], None)
                raise UnreadableError(
                    f"the byte-order mark says {name}, but byte {error.start} is not; save the file as UTF-8"
                ) from None
    return None


def _without_mark(data: bytes, declared: str | None) -> tuple[str, str]:
    if b"\0" in data:
        raise UnreadableError(
            "this looks like a binary file (or UTF-16 without a byte-order mark); save it as UTF-8 text"
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _as_declared(data, declared) or _mixed(data) or _detected(data)


def _as_declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared).name
        return data.decode(name), name
    except (LookupError, UnicodeDecodeError):
        return None


def _mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 in which fewer bytes are wrong than characters are right."""
    text = data.decode("utf-8", errors="surrogateescape")
    wrong = len(_ESCAPED.findall(text))
    right = sum(len(run) for run in _BEYOND_ASCII.findall(text)) - wrong
    if right <= wrong:
        return None
    return _ESCAPED.sub(lambda byte: _WINDOWS_1252[ord(byte[0]) - 0xDC00], text), "utf-8+cp1252"


_ESCAPED = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# Five bytes have no character in Windows-1252; as in web browsers they stand for themselves.
_WINDOWS_1252 = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]


def _detected(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    high = sum(byte > 127 for byte in data)
    # Few high bytes tell little: of the encodings that fit, the common Western ones are the likely ones.
    best = from_bytes(data, cp_isolation=WESTERN).best() if high < MOSTLY_ASCII * len(data) else None
    if best is not None and "cp1252" in best.could_be_from_charset:
        return data.decode("cp1252"), "cp1252"
    best = best or from_bytes(data).best()
    if best is None:
        raise UnreadableError("the encoding cannot be told (a binary file?); save it as UTF-8 text")
    return str(best), best.encoding
