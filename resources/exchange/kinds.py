"""What a table of open data is about: its topics and its name, and the topics that a facility's own words name."""

import re

TOPICS = {
    "care": ("elder_care",),
    "disability": ("disability",),
    "medical": ("illness",),
    "childcare": ("parenting",),
    "event": ("participation", "isolation"),
    "scheme": ("livelihood",),
    "facility": (),
}
"""What a table is about; a person refines the topics of each row afterwards."""

NAMES = {
    "care": "介護サービス事業所",
    "disability": "障害福祉サービス事業所",
    "medical": "医療機関",
    "childcare": "子育て施設",
    "event": "イベント",
    "scheme": "支援制度",
    "facility": "公共施設",
}

_TOPIC_WORDS = (
    ("parenting", re.compile(r"子育て|児童館|児童センター|親子|保育|幼稚園|つどいの広場")),
    ("elder_care", re.compile(r"高齢|老人|介護|シニア|包括支援")),
    ("disability", re.compile(r"障害|障がい|福祉作業所")),
    ("work", re.compile(r"ハローワーク|就労|職業相談|しごと")),
    ("foreign_residents", re.compile(r"国際交流|多文化|外国人")),
    ("participation", re.compile(r"公民館|コミュニティ|市民センター|区民センター|サロン|居場所|ひろば|ボランティア")),
)
"""What a public facility is about, by the words of its name or description; a person refines it afterwards."""

GATHERING = re.compile(r"サロン|カフェ|食堂|居場所|広場|ひろば|つどい|集い|児童館|サークル")


def topics_of(told: str) -> tuple[str, ...]:
    """Return the topics that a facility's own words name."""
    return tuple(topic for topic, words in _TOPIC_WORDS if words.search(told))
