"""Topics: the main one first and among three, sets, vague messages, by style and language, calibration, baselines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.evaluation.figures import Figure, Report, f_score, rate
from bot.evaluation.sets import Record, turns
from resources.load import load_topics
from resources.model.baselines import Bm25, CharacterPairs
from resources.topics import TopicJudgement, TopicModel

Judged = list[tuple[Record, TopicJudgement]]
_BINS = 10


def evaluate(model: TopicModel, records: Sequence[Record]) -> Report:
    """Figures over records with `topics` (main first; empty for what is no worry) and optional `style`, `language`."""
    judged = [(record, model.judge(turns(record)[-1], turns(record)[:-1])) for record in records]
    worries = [(r, j) for r, j in judged if r.get("topics")]
    vague = [(r, j) for r, j in judged if not r.get("topics")]
    talk = [(r, j) for r, j in worries if r.get("style") == "talk"]
    other = [(r, j) for r, j in worries if r.get("language", "ja") not in ("ja", "easy")]
    written = [(r, j) for r, j in worries if (r, j) not in talk and (r, j) not in other]
    figures = [
        *_ranks("書いた文", written, 0.96, 0.85),
        *_ranks("会話", talk, 0.85, 0.65),
        *_ranks("ほかの言語", other, None, None),
        _sets(worries),
        rate("漠然とした文に何も決めつけない", sum(not j.asserted for _, j in vague), len(vague), 0.95),
        _calibration(worries),
        *_baselines(worries),
        *_by("style", worries),
        *_by("language", worries),
        *_by_topic(worries),
    ]
    wrong = [(r, j) for r, j in worries if j.ranked[0][0] != r["topics"][0]]
    misses = tuple(f"{r['id']} {r['topics'][0]}→{j.ranked[0][0]}" for r, j in wrong)
    return Report("topics", tuple(figures), misses, {"取り違え": _confusions(worries)})


def _ranks(name: str, judged: Judged, three: float | None, first: float | None) -> list[Figure]:
    if not judged:
        return []
    return [
        rate(f"{name}: 主な課題が3つの中", sum(_place(r, j) < 3 for r, j in judged), len(judged), three),
        rate(f"{name}: 主な課題が先頭", sum(_place(r, j) == 0 for r, j in judged), len(judged), first),
    ]


def _place(record: Record, judgement: TopicJudgement) -> int:
    return [topic for topic, _ in judgement.ranked].index(record["topics"][0])


def _sets(judged: Judged) -> Figure:
    right = sum(len(set(r["topics"]) & set(j.asserted)) for r, j in judged)
    found = sum(len(j.asserted) for _, j in judged)
    there = sum(len(r["topics"]) for r, _ in judged)
    return f_score("課題の組のF1", right, found, there, 0.75)


def _calibration(judged: Judged) -> Figure:
    """Expected calibration error of the first topic's probability, in ten bins."""
    sure = np.array([j.ranked[0][1] for _, j in judged])
    right = np.array([_place(r, j) == 0 for r, j in judged], dtype=float)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    error = sum(abs(right[bins == b].sum() - sure[bins == b].sum()) for b in range(_BINS)) / max(len(judged), 1)
    return Figure("校正の誤差(ECE)", float(error), float(error), float(error), len(judged), None, True)


def _by(field: str, judged: Judged) -> list[Figure]:
    values = sorted({str(r.get(field, "")) for r, _ in judged} - {""})
    return [
        rate(f"{field}={value}: 3つの中", sum(_place(r, j) < 3 for r, j in part), len(part))
        for value in values
        if (part := [(r, j) for r, j in judged if str(r.get(field, "")) == value])
    ]


def _by_topic(judged: Judged) -> list[Figure]:
    topics = sorted({r["topics"][0] for r, _ in judged})
    parts = {topic: [(r, j) for r, j in judged if r["topics"][0] == topic] for topic in topics}
    return [rate(f"課題 {t}: 3つの中", sum(_place(r, j) < 3 for r, j in p), len(p)) for t, p in parts.items()]


def _confusions(judged: Judged) -> list[tuple[str, ...]]:
    pairs = Counter((r["topics"][0], j.ranked[0][0]) for r, j in judged if r["topics"][0] != j.ranked[0][0])
    return [(wanted, got, str(count)) for (wanted, got), count in pairs.most_common(20)]


def _baselines(judged: Judged) -> list[Figure]:
    """The same two figures for rankers over the topics' descriptions, on the written Japanese part, in the same run."""
    topics = load_topics()
    part = [r for r, _ in judged if r.get("style") != "talk" and r.get("language", "ja") == "ja"]
    figures = []
    rankers: dict[str, Bm25 | CharacterPairs] = {
        "比べる相手 BM25(Sudachi)": Bm25(topics),
        "比べる相手 文字bigramのTF-IDF": CharacterPairs(topics),
    }
    for name, ranker in rankers.items():
        ranked = [([topic for topic, _ in ranker.rank("\n".join(turns(r)))], r["topics"][0]) for r in part]
        places = [order.index(wanted) for order, wanted in ranked]
        figures.append(rate(f"{name}: 3つの中", sum(place < 3 for place in places), len(places)))
        figures.append(rate(f"{name}: 先頭", sum(place == 0 for place in places), len(places)))
    return figures
