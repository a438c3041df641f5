"""Reading danger: which kind is answered first, who is in danger, who may be watched (R26, R27)."""

from __future__ import annotations

from flows import reading
from flows.desk import Desk
from flows.talk import THIRD

ORDER = ("suicide", "self_harm", "medical", "dv", "sexual_violence", "abuse", "harm_others", "no_shelter", "no_food")
_HIDDEN = ("dv", "sexual_violence", "abuse")
BLAMELESS = ("dv", "sexual_violence", "abuse")
"""What is done to somebody, who is not to blame for it."""
_OTHERS_LIFE = ("suicide", "self_harm", "medical")


def main_kind(kinds: tuple[str, ...]) -> str:
    """Return the kind that is answered first; "any" for none we have words for."""
    return next((kind for kind in ORDER if kind in kinds), "any")


def about_other(desk: Desk) -> bool:
    """Tell whether somebody else than the writer is in danger, as far as the words say."""
    said, kind = reading.whose(desk.said.text), main_kind(desk.said.kinds)
    if kind in _OTHERS_LIFE:
        if desk.talk.whose in THIRD and not said:  # a neighbour or supporter goes on telling of the other person
            return not _of_oneself(desk.said.text)
        # 「死にたい」 in a talk about one's mother is said of oneself, unless the words name somebody.
        return said in (*THIRD, "family") and not _of_oneself(desk.said.text)
    return (said or desk.talk.whose) in THIRD


def _of_oneself(text: str) -> bool:
    """Tell whether the wish to die is the writer's own though others are named (「母を残して死にたい」)."""
    wishes = ("死にたい", "しにたい", "消えたい", "きえたい", "いなくなりたい", "終わりにしたい")
    told = ("と言", "って言", "といっ", "と話", "と書", "と口", "とライン", "らしい", "そうで", "みたいで")
    return any(one in text for one in wishes) and not any(one in text for one in told)


def worded(kind: str, spoken: str, what: str) -> tuple[str, ...]:
    """Return the keys of what is said ("say") or asked ("ask") about a danger, the closest first."""
    return tuple(f"crisis{one}.{what}" for one in (f".{kind}{spoken}", spoken, f".any{spoken}", ".any"))


def hidden_before(desk: Desk) -> bool:
    """Tell whether what was said before consent was of violence at home: first ask if it is safe to write (R27)."""
    return main_kind(desk.talk.kinds) in _HIDDEN and not desk.talk.safe_to_write


def hidden(desk: Desk) -> bool:
    """Tell whether the writer may be watched: violence at home, and the writer is the one hurt (R27)."""
    if about_other(desk) or reading.own_hand(desk.said.text) or desk.talk.safe_to_write:
        return False
    return main_kind(desk.said.kinds) in _HIDDEN


def voice(desk: Desk) -> str:
    """Return whose danger the words speak of: "" the writer's, ".other" somebody else's, ".own" done by the writer."""
    hurting = (*_HIDDEN, "harm_others")
    if main_kind(desk.said.kinds) in hurting and reading.own_hand(desk.said.text):
        return ".own"
    return ".other" if about_other(desk) else ""
