"""Prefilled letters to the operators of records that must be confirmed again (R47): the monthly round in one go."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from resources.load_checks import stale
from resources.records import Place

_ASKED = (
    ("名称", "name"), ("所在地", "address"), ("電話", "phone"), ("曜日・時間", "hours_text"), ("対象", "target"),
    ("料金", "fee_text"), ("ホームページ", "url"),
)  # fmt: skip
_MOST_LINK = 1800
"""Longer mailto links are cut off by some mail programs."""


@dataclass(frozen=True)
class Letter:
    """One letter: to whom, about which places, subject and text. The address is for the sender to fill in."""

    operator: str
    places: tuple[Place, ...]
    subject: str
    body: str

    def file_name(self, number: int) -> str:
        """Return a name for the draft that tells to whom it goes: 003-文京区社協.eml."""
        return f"{number:03}-{re.sub(r'[^0-9A-Za-zぁ-んァ-ヶー一-龠々]+', '-', self.operator).strip('-')[:30]}.eml"

    def as_mail(self) -> bytes:
        """Return the letter as an .eml file that a mail program opens as a draft."""
        mail = EmailMessage(policy=SMTP)
        mail["To"] = ""
        mail["Subject"] = self.subject
        mail["X-Unsent"] = "1"
        mail.set_content(self.body)
        return mail.as_bytes()

    def as_link(self) -> str:
        """Return the letter as a mailto link, with the text left out where the link would grow too long."""
        whole = f"mailto:?subject={quote(self.subject)}&body={quote(self.body.replace(chr(10), chr(13) + chr(10)))}"
        return whole if len(whole) <= _MOST_LINK else f"mailto:?subject={quote(self.subject)}"


def operator_letters(places: Iterable[Place], today: date, sender: str) -> tuple[Letter, ...]:
    """Return one letter for each operator of stale places, those with the most places first."""
    by_operator: dict[str, list[Place]] = defaultdict(list)
    for place in stale(list(places), today):
        by_operator[place.operator or f"{place.municipality} {place.name}"].append(place)
    letters = [_letter(operator, tuple(found), today, sender) for operator, found in by_operator.items()]
    return tuple(sorted(letters, key=lambda letter: (-len(letter.places), letter.operator)))


def _letter(operator: str, places: tuple[Place, ...], today: date, sender: str) -> Letter:
    """Return the letter to one operator."""
    opening = (
        f"{operator} ご担当者さま\n\nいつもお世話になっております。{sender}です。\n"
        "相談の窓口・居場所として、次の内容でご案内しています。\n"
        "お手数ですが、変わったところがあれば直して、変わりがなければ「変わりなし」とだけご返信ください。\n"
    )
    closing = f"\nこのメールの日: {_day(today)}\n{sender}\n"
    blocks = "".join(f"\n■ {number}. {_block(place)}" for number, place in enumerate(places, start=1))
    return Letter(operator, places, f"ご案内の内容の確認のお願い({len(places)}件)", opening + blocks + closing)


def _day(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _block(place: Place) -> str:
    """Return what is shown of a place, with blanks where nothing is known."""
    seen = _day(place.verified_on) if place.verified_on else "記録なし"
    lines = [f"{label}: {getattr(place, field) or '(分かれば教えてください)'}" for label, field in _ASKED]
    return f"{place.name}(前回の確認: {seen})\n" + "\n".join(lines[1:]) + "\n"
