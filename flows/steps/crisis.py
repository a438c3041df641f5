"""Danger: thanks and concern, one direct question of safety, the open lines; then go on listening (R23 to R27)."""

from __future__ import annotations

from flows import reading
from flows.desk import Desk
from flows.effects import Alert, Crisis, Quiet, Relay, StopReminders
from flows.peril import BLAMELESS, main_kind, voice, worded
from flows.plain_words import fine
from flows.steps.opening import detect_language
from flows.steps.worries import notice_person
from flows.talk import THIRD, State, Worry
from flows.words import fold

_SAFE_WORDS = (
    "安全で", "あぶなくない所", "離れた所に", "行けそう", "あんぜん", "safe", "安全吗", "안전한", "an toàn", "segur",
    "सुरक्षित", "ligtas",
)  # fmt: skip
_LEVELS = ("", "urgent", "emergency")
_MOST = 12
_TELLING = 8
"""Letters from which words tell a matter of their own; shorter ones lean on those before."""
_MET = {"dont_know": "ack.dont_know", "skip": "ack.skip", "sorry": "met.sorry", "mood_enough": "met.mood_enough",
        "insult": "met.insult", "said_before": "met.said_before"}  # fmt: skip
"""What is met by words of its own in danger too; it tells nothing that could be listened to."""
_HEARD = 3
"""Turns of listening after which a next step is offered."""
_TOPIC = {"dv": "dv", "abuse": "abuse", "no_food": "food", "no_shelter": "housing"}
"""What a danger is about, when the words name no other matter: it is not asked again afterwards."""


def danger(desk: Desk) -> None:
    """Answer danger: words, lines, staff; the intake stops and its place is remembered."""
    said, talk = desk.said, desk.talk
    detect_language(desk)
    first = not set(said.kinds) <= set(talk.kinds) or not talk.danger
    kind = main_kind(said.kinds)
    spoken = voice(desk)
    _remember(desk)
    if first:
        desk.say(desk.first_of(*worded(kind, spoken, "say")))
    else:
        desk.say("crisis.again.say")
    desk.do(Alert(said.danger, said.kinds), Crisis(said.danger, said.kinds, first), StopReminders())
    _relay(desk)
    desk.measure("crisis", kind)


def _relay(desk: Desk) -> None:
    """While a coordinator holds the case, these words reach them too."""
    if desk.talk.ticket_id and desk.said.text:
        desk.do(Relay(desk.said.text, desk.said.source))


def _keep(desk: Desk) -> None:
    said = desk.said
    small = bool(said.intent) and not said.topics and not said.danger
    if said.text and not small and desk.talk.consent and len(desk.talk.worries) < _MOST:
        told = tuple(said.topics) or tuple(_TOPIC[kind] for kind in said.kinds if kind in _TOPIC)
        worry = Worry(told, said.text, said.source, said.now.isoformat())
        desk.put(worries=(*desk.talk.worries, worry))


def _remember(desk: Desk) -> None:
    said, talk = desk.said, desk.talk
    desk.put(unclear=0)
    level = max(talk.danger, said.danger, key=_LEVELS.index)
    after = talk.after or (desk.state.value if desk.state not in (State.safety, State.beside) else "")
    desk.put(danger=level, kinds=tuple(dict.fromkeys(talk.kinds + said.kinds)), after=after)
    if talk.consent:
        _keep(desk)
        notice_person(desk)


def unsafe(desk: Desk) -> None:
    """Not safe now: the numbers that come, said plainly; nobody is on the way by itself (R30)."""
    kinds = desk.talk.kinds
    desk.put(danger="emergency")
    desk.say("safety.none.say" if main_kind(kinds) in ("no_food", "no_shelter") else "safety.unsafe.say")
    desk.do(Alert("emergency", kinds), Crisis("emergency", kinds, False))
    desk.measure("unsafe", main_kind(kinds))


def unsure(desk: Desk) -> None:
    """Not knowing is an answer too."""
    desk.say("safety.unsure.say")
    desk.do(Crisis(desk.talk.danger or "urgent", desk.talk.kinds, False))


def answered(desk: Desk) -> None:
    """Take a bare yes or no as what the question made of it; food and a roof are there or not."""
    good = fine(desk.said.text) or _yes_is_good(desk) is (desk.said.intent == "yes")
    if good:
        desk.say("safety.safe.say")
    else:
        unsafe(desk)


def _yes_is_good(desk: Desk) -> bool:
    """Tell whether yes to the question asked last means safety (「安全ですか」), not danger (「あぶないですか」)."""
    if main_kind(desk.talk.kinds) in ("no_food", "no_shelter"):
        return True
    key, _, number = next((one for one in reversed(desk.talk.used) if ".ask#" in one), "#0").partition("#")
    if not desk.texts.count(key, desk.talk.language, desk.talk.easy):
        return False
    words = desk.texts.text(key, desk.talk.language, desk.talk.easy, int(number or 0))[-1].lower()
    return any(one in words for one in _SAFE_WORDS)


def safe(desk: Desk) -> None:
    """Safe for now: thank, stay."""
    desk.say("safety.safe.say")


def numbers(desk: Desk) -> None:
    """「いま、あぶない」 on the menu under the talk: the lines first; before consent nothing is kept."""
    desk.say("beside.lines.say")
    desk.do(Crisis(desk.talk.danger, desk.talk.kinds))
    desk.measure("numbers", desk.state.value)
    if desk.talk.consent:
        desk.put(after=desk.talk.after or desk.state.value)


def lines(desk: Desk) -> None:
    """Show the lines that are open now once more."""
    desk.say("beside.lines.say")
    desk.do(Crisis(desk.talk.danger or "urgent", desk.talk.kinds, False))


def listen(desk: Desk) -> None:
    """Go on listening: kept in the person's words, nothing is asked about them."""
    told = set(desk.talk.topics())
    topics = tuple(desk.said.topics)
    _keep(desk)
    known = desk.talk.no_phone
    notice_person(desk)
    _relay(desk)
    desk.put(unclear=desk.talk.unclear + 1)
    if desk.talk.no_phone and not known:  # told just now: the ways by letters at once, not after a further tap
        desk.do(Crisis(desk.talk.danger or "urgent", desk.talk.kinds, False))
        return
    new = [topic for topic in topics if topic not in told] if len(fold(desk.said.text)) >= _TELLING else []
    fresh = [f"reflect.{topic}.{desk.talk.whose or 'self'}" for topic in new]
    if not reading.relation(desk.said.text):  # what weighs on another is not reflected as one's own
        fresh += [f"reflect.{topic}" for topic in new]
    mood = reading.feeling(desk.said.text)
    if desk.talk.whose in THIRD:
        fresh, mood = [], ""
    if desk.talk.safe_to_write:  # after violence no word on another matter: what weighs is this
        fresh = []
    plain = "beside.third.say" if desk.talk.whose in THIRD else "beside.listen.say"
    if met := _MET.get(desk.said.intent):
        desk.say(met)
        return
    if mood == "guilty" and main_kind(desk.talk.kinds) in BLAMELESS:
        fresh = ["beside.blameless.say"]  # whoever was hurt and looks for the fault in themselves hears it first
    key = desk.first_of(*fresh, *([f"feeling.{mood}"] if mood else []), plain, "beside.listen.say")
    desk.say(key, who=f"@who.{desk.talk.relation or 'family'}")


def listen_on(desk: Desk) -> None:
    """That was all for now: what could come next is offered, nothing is begun (R24)."""
    desk.put(unclear=_HEARD)
    desk.say("beside.listen.say")


def ordinary(desk: Desk) -> None:
    """The person wants to go on with ordinary matters."""
    desk.put(after="", unclear=0)
    desk.say("beside.on.say")


def may_write(desk: Desk) -> None:
    """It is safe to write: it is not their fault, and they choose what to tell."""
    desk.put(safe_to_write="yes")
    desk.do(Quiet(False))
    desk.say("safe.yes.say")


def be_quiet(desk: Desk) -> None:
    """Not safe to write: no push until the person writes again (R27)."""
    desk.put(safe_to_write="no")
    desk.do(Quiet(True), StopReminders())
    desk.measure("quiet")
    desk.say("safe.quiet.say")


def how_to_hide(desk: Desk) -> None:
    """Tell how to hide the talk; watching devices may still see it."""
    desk.say("safe.hide.say")


def lift_quiet(desk: Desk) -> None:
    """The person wrote again: pushes are possible again, after asking whether it is safe (R27)."""
    if desk.talk.safe_to_write == "no":
        desk.put(safe_to_write="")
        desk.returned = True


def back_again(desk: Desk) -> None:
    """Somebody who had to be quiet is back: a word of welcome, and first whether it is safe."""
    desk.say("listen.welcome")


def close(desk: Desk) -> None:
    """The person ends the talk after danger came up: the lines go along."""
    desk.do(StopReminders())
    desk.measure("closed", desk.state.value)
    desk.say("closed.after_danger")
    desk.do(Crisis(desk.talk.danger or "urgent", desk.talk.kinds, False))
