"""Places, masking, routing, questions: each set with the figures that its issue asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.base.clock import JST
from bot.evaluation.figures import Report, rate
from bot.evaluation.sets import Record, turns
from bot.privacy import Masker
from bot.routing import Router
from faq import FaqBook
from resources.matcher import Matcher, Wish

NAMED = ("name", "organisation")
_NOON = datetime(2026, 11, 20, 12, 0, tzinfo=JST)


def match(matcher: Matcher, records: Sequence[Record]) -> Report:
    """Records with `topics`, `municipality`, optional `area`: does one of three places answer the main topic?"""
    right, wrong_area, misses = 0, 0, []
    for record in records:
        wish = Wish("\n".join(turns(record)), _NOON, municipality=record["municipality"], area_id=record.get("area"))
        found = matcher.match(wish)
        fits = any(record["topics"][0] in suggestion.place.topics for suggestion in found)
        right += fits
        homes = (record["municipality"], "東京都全域", "全国")
        wrong_area += any(suggestion.place.municipality not in homes for suggestion in found)
        if not fits:
            misses.append(str(record["id"]))
    figures = (
        rate("主な課題に合う所が3つの中", right, len(records), 0.95),
        rate("よその町の所", wrong_area, len(records), 0.0, less_is_better=True),
    )
    return Report("match", figures, tuple(misses))


def mask(masker: Masker, records: Sequence[Record]) -> Report:
    """Records with `spans` (text, type) and `keep`: what leaks, what is masked though it must stay."""
    named = structured = named_leaks = structured_leaks = kept = lost = clean = untouched = 0
    misses = []
    for record in records:
        masked = masker.mask(record["text"]).text
        leaks = [span for span in record.get("spans", []) if span["text"] in masked]
        gone = [word for word in record.get("keep", []) if word not in masked]
        are_names = [span for span in record.get("spans", []) if span["type"] in NAMED]
        named += len(are_names)
        structured += len(record.get("spans", [])) - len(are_names)
        named_leaks += sum(span["type"] in NAMED for span in leaks)
        structured_leaks += sum(span["type"] not in NAMED for span in leaks)
        kept += len(record.get("keep", []))
        lost += len(gone)
        if not record.get("spans"):
            clean += 1
            untouched += masked == record["text"]
        if leaks or gone:
            misses.append(str(record["id"]))
    figures = (
        rate("番号などの漏れ", structured_leaks, structured, 0.01, less_is_better=True),
        rate("名前・学校・勤め先の漏れ", named_leaks, named, 0.02, less_is_better=True),
        rate("残すべきものを隠した割合", lost, kept, 0.02, less_is_better=True),
        rate("個人の情報のない文をそのままにした割合", untouched, clean, 0.97),
    )
    return Report("mask", figures, tuple(misses))


def route(router: Router, records: Sequence[Record]) -> Report:
    """Records with `municipality`, `area_id`, `outside`, `declined`: asking is not wrong, guessing is."""
    told = [r for r in records if not r.get("outside") and not r.get("declined")]
    right = wrong = apart = 0
    misses = []
    for record in told:
        found = router.route(record["text"])
        fine = found.area_id == record.get("area_id") or (found.area_id is None and record.get("area_id") is None)
        guessed = found.area_id is not None and found.area_id != record.get("area_id")
        right += fine
        wrong += guessed
        if not fine:
            misses.append(str(record["id"]))
    others = [r for r in records if r.get("outside") or r.get("declined")]
    for record in others:
        found = router.route(record["text"])
        seen = found.outside == bool(record.get("outside")) and found.declined == bool(record.get("declined"))
        apart += seen
        if not seen:
            misses.append(str(record["id"]))
    figures = (
        rate("区域が合った割合", right, len(told), 0.97),
        rate("違う区域に決めた割合", wrong, len(told), 0.01, less_is_better=True),
        rate("区域外と「言いたくない」に気づいた割合", apart, len(others), 0.95),
    )
    return Report("route", figures, tuple(misses))


def questions(book: FaqBook, records: Sequence[Record]) -> Report:
    """Records with `key` ("" for what is no question): right first, and silent where nothing was asked."""
    asked = [r for r in records if r.get("key")]
    silent = [r for r in records if not r.get("key")]
    right = [r for r in asked if (found := book.find(r["text"])).answered and found.key == r["key"]]
    wrong = [r for r in silent if book.find(r["text"]).answered]
    missed = [str(r["id"]) for r in asked if r not in right] + [str(r["id"]) for r in wrong]
    figures = (
        rate("正しい答えが先頭", len(right), len(asked), 0.90),
        rate("質問でないものに答えた割合", len(wrong), len(silent), 0.03, less_is_better=True),
    )
    return Report("faq", figures, tuple(missed))
