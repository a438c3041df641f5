"""Keeps 〔人名1〕 the same person within one case without keeping anybody's name."""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Mapping

_LONGEST = 12  # characters of a name that are looked at for its parts
_TITLES = ("さん", "様", "さま", "くん", "君", "ちゃん", "氏", "先生")


def normalised(name: str) -> str:
    """Return the name in one width and case, without spaces, dots and titles, in katakana if it is kana."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(c for c in plain if not c.isspace() and c not in "・=.,'’-")
    for title in _TITLES:
        plain = plain.removesuffix(title)
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in plain)


class CaseNames:
    """Numbers for the names and institutions of one case.

    Only salted hashes of normalised names are held, so that a stored case tells nobody's name; the salt is of
    this case alone. A family name that is the start of a full name already seen counts as that person when only
    one such person is known (田中 after 田中花子).
    """

    def __init__(self, salt: str = "", numbers: Mapping[str, int] | None = None,
                 prefixes: Mapping[str, int] | None = None) -> None:
        self._salt = salt or secrets.token_hex(16)
        self._numbers: dict[str, int] = dict(numbers or {})
        self._prefixes: dict[str, int] = dict(prefixes or {})
        self._last: dict[str, int] = {}

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> "CaseNames":
        """Rebuild from `to_dict`; unknown or missing parts give an empty case."""
        numbers, prefixes, salt = data.get("numbers"), data.get("prefixes"), data.get("salt")
        return cls(salt if isinstance(salt, str) else "", _whole(numbers), _whole(prefixes))

    def to_dict(self) -> dict[str, object]:
        """Return a plain dict fit for JSON; it holds hashes and numbers only."""
        return {"salt": self._salt, "numbers": dict(self._numbers), "prefixes": dict(self._prefixes)}

    def number(self, label: str, name: str) -> int:
        """Return the number of this name under a label such as 人名, giving the next free one to a new name."""
        plain = normalised(name)
        key = self._hash(label, plain)
        if key not in self._numbers:
            self._numbers[key] = self._prefixes.get(key, 0) or self._next(label)
        self._remember_parts(label, plain, self._numbers[key])
        return self._numbers[key]

    def _next(self, label: str) -> int:
        if label not in self._last:
            self._last[label] = max((n for k, n in self._numbers.items() if k.startswith(label + ":")), default=0)
        self._last[label] += 1
        return self._last[label]

    def _remember_parts(self, label: str, plain: str, number: int) -> None:
        """Note the possible family and given parts; a part shared by two persons stands for neither (0)."""
        for cut in range(1, min(len(plain), _LONGEST)):
            for part in (plain[:cut], plain[cut:]):
                key = self._hash(label, part)
                self._prefixes[key] = number if self._prefixes.get(key, number) == number else 0

    def _hash(self, label: str, plain: str) -> str:
        digest = hmac.new(self._salt.encode(), plain.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
        return f"{label}:{digest[:24]}"


def _whole(numbers: object) -> dict[str, int]:
    if not isinstance(numbers, Mapping):
        return {}
    return {str(key): value for key, value in numbers.items() if isinstance(value, int)}
