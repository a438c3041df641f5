"""Small PNG pictures made on the spot, for photographs that nobody took."""

from __future__ import annotations

import struct
import zlib


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gradient_png(width: int, height: int, top: int = 0xDCE9F5, bottom: int = 0xF6E7D2) -> bytes:
    """A picture that fades from one colour (0xRRGGBB) to another, as PNG bytes."""
    rows = bytearray()
    for y in range(height):
        share = y / max(height - 1, 1)
        mixed = (round((top >> shift & 255) * (1 - share) + (bottom >> shift & 255) * share) for shift in (16, 8, 0))
        rows += b"\x00" + bytes(mixed) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
