"""Talks to a running emulator as people do, for tests: residents who say, tap, wait and look."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

import httpx

from bot.emulator.errors import BadRequestToEmulator, Json, NoSuchChat, NothingToTap

_T = TypeVar("_T")
_ERRORS = {404: NoSuchChat}


class StillWaiting(AssertionError):
    """What a resident waited for did not come; the message shows what is on the screen instead."""


@dataclass(frozen=True)
class Bubble:
    """One message on the screen: the words a reader would see, the raw message, and how it came."""

    id: str
    side: str
    kind: str
    text: str
    message: Json
    via: str
    read: bool
    unsent: bool


def _words(part: object) -> list[str]:
    if isinstance(part, list):
        return [word for one in part for word in _words(one)]
    if not isinstance(part, dict):
        return []
    own = [str(part[key]) for key in ("title", "text", "address") if isinstance(part.get(key), str)]
    label = (part.get("action") or {}).get("label")
    own += [label] if label else []
    own += [str(one["label"]) for one in part.get("actions") or [] if one.get("label")]
    inner = [
        word
        for key in ("template", "header", "hero", "body", "footer", "contents", "columns")
        for word in _words(part.get(key))
    ]
    return own + inner


def _bubble(entry: Json) -> Bubble:
    message = entry["message"]
    return Bubble(
        id=entry["id"],
        side=entry["side"],
        kind=message.get("type", ""),
        text="\n".join(_words(message)),
        message=message,
        via=entry["via"],
        read=entry["read"],
        unsent=entry["unsent"],
    )


class EmulatorClient:
    """The admin API as methods; one HTTP connection pool, to be closed."""

    def __init__(self, base_url: str, timeout: float = 30.0) -> None:
        self._http = httpx.Client(base_url=base_url, timeout=timeout, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def reset(self) -> None:
        """Forget everybody and everything, as if just started; for tests that share one emulator."""
        self.post("reset")

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, path: str, /, **params: str | float) -> Json:
        """GET /emulator/{path}; `NoSuchChat` (404) or `BadRequestToEmulator`."""
        return _read(self._http.get(f"/emulator/{path}", params=params))

    def post(self, path: str, /, **body: object) -> Json:
        """POST /emulator/{path} with a JSON object; errors as in `get`."""
        return _read(self._http.post(f"/emulator/{path}", json=body))

    def add_resident(self, name: str, *, follow: bool = True) -> Resident:
        """A new resident, who adds the account as a friend unless told not to."""
        return Resident(self, self.post("users", name=name, follow=follow)["id"], name)

    def add_group(self, name: str, members: list[Resident], *, kind: str = "group") -> Resident:
        """A group or room into which the account is invited; it is spoken in like a resident's chat."""
        made = self.post("groups", name=name, kind=kind, members=[one.id for one in members])
        return Resident(self, made["id"], name)

    def fails_next(self, kind: str, *, path: str = "", times: int = 1, **more: object) -> None:
        """The next calls of the Messaging API fail: 500, 429_rate, 429_quota, 401, 400, timeout, slow."""
        self.post("faults", kind=kind, path=path, times=times, **more)

    def stops_failing(self) -> None:
        """Forget the faults that have not happened yet."""
        _read(self._http.delete("/emulator/faults"))

    def deliveries(self) -> list[Json]:
        """Every webhook POST so far with its attempts."""
        found: list[Json] = self.get("deliveries")["deliveries"]
        return found

    def redeliver(self, delivery_id: str) -> Json:
        """Send a delivery once more with isRedelivery true, and wait for the outcome."""
        return self.post(f"deliveries/{delivery_id}/redeliver")

    def hold(self) -> None:
        """Keep webhooks back from now on."""
        self.post("hold")

    def release(self, order: str | list[int] = "as_is", *, together: bool = False) -> list[Json]:
        """Let held webhooks go: as they came, `reversed`, in a given order, or together in one POST."""
        done: list[Json] = self.post("release", order=order, together=together)["deliveries"]
        return done

    def post_raw(self, body: str, signature: str = "good") -> Json:
        """POST any body to the bot with a good, wrong or missing signature; reason and status."""
        return self.post("raw", body=body, signature=signature)

    def send_events(self, events: list[Json], *, exact: bool = False) -> Json:
        """Send hand-made events in one POST; common properties are filled in unless `exact`."""
        return self.post("events", events=events, exact=exact)

    def check_url(self) -> Json:
        """Send the empty `events` of the URL check; reason and status."""
        return self.post("webhook/check")

    def webhook(self, **settings: object) -> Json:
        """Change active, redelivery, pauses, url; add mishaps (`lost`, `answer_lost`)."""
        return self.post("webhook", **settings)

    def shift_clock(self, seconds: float) -> None:
        """Move the platform's clock."""
        self.post("clock", seconds=seconds)

    def set_quota(self, limit: int | None) -> None:
        """Set the monthly number of pushed messages, None for no limit."""
        self.post("quota", limit=limit)

    def settle(self, seconds: float = 10.0) -> bool:
        """Wait until no webhook is under way."""
        return bool(self.post("settle", seconds=seconds)["settled"])

    def calls(self, path: str = "") -> list[Json]:
        """The Messaging API calls so far (method, path, status) whose path contains `path`."""
        return [one for one in self.get("calls")["calls"] if path in one["path"]]

    def wait_for_change(self, revision: int, seconds: float) -> Json:
        """The state, as soon as it is another than that revision or the time is over."""
        return self.get("state", rev=revision, wait=seconds)


class Resident:
    """A person with a phone."""

    def __init__(self, emulator: EmulatorClient, identifier: str, name: str) -> None:
        self.emulator, self.id, self.name = emulator, identifier, name

    def _do(self, gesture: str, **body: object) -> Json:
        return self.emulator.post(f"users/{self.id}/{gesture}", **body)

    def says(self, text: str, *, sender: str = "") -> Json:
        """Type and send; gives message_id, events and delivery."""
        return self._do("say", text=text, sender=sender)

    def taps(self, label: str, **extra: object) -> Json:
        """Tap the quick reply, button, card or rich-menu area with these words; `NothingToTap` if none."""
        try:
            return self._do("tap", label=label, extra=extra)
        except BadRequestToEmulator as error:
            raise NothingToTap(error.message) from error

    def sends(self, kind: str, **fields: object) -> Json:
        """Send a message of any kind: image, video, audio, file, location, sticker, text."""
        return self._do(f"send/{kind}", **fields)

    def sends_location(self, latitude: float, longitude: float, address: str = "", title: str = "現在地") -> Json:
        """Send a pin."""
        place = {"title": title, "address": address} if address else {"title": title}
        return self.sends("location", latitude=latitude, longitude=longitude, **place)

    def sends_sticker(self, *keywords: str) -> Json:
        """Send a sticker with these keywords."""
        return self.sends("sticker", **({"keywords": list(keywords)} if keywords else {}))

    def sends_image(self) -> Json:
        """Send a photo (a plain gradient)."""
        return self.sends("image")

    def postbacks(self, data: str, **params: str) -> Json:
        """Send postback data as no button on the screen would."""
        return self._do("postback", data=data, params=params or None)

    def unsends(self, message_id: str = "") -> Json:
        """Take back a message, the newest when none is named."""
        return self._do("unsend", message_id=message_id)

    def blocks(self) -> Json:
        """Block the account."""
        return self._do("block")

    def follows(self) -> Json:
        """Add the account, or unblock it."""
        return self._do("follow")

    def triggers(self, kind: str, body: Json | None = None, *, sender: str = "") -> Json:
        """Cause an event of any type, with a sample body unless one is given."""
        return self._do("event", type=kind, body=body, sender=sender)

    def enters_mode(self, mode: str) -> None:
        """`standby`: another module answers; events then carry no reply token."""
        self._do("mode", mode=mode)

    def screen(self) -> Json:
        """Everything on the screen, as the phone page gets it."""
        return self.emulator.get(f"users/{self.id}")

    def bubbles(self, since: int = 0, *, side: str = "bot") -> list[Bubble]:
        """The bot's messages from the `since`-th on (or the resident's, or `""` for all)."""
        found = [_bubble(one) for one in self.screen()["entries"] if side in ("", one["side"])]
        return found[since:]

    def choices(self) -> list[str]:
        """The labels of the quick replies on the screen."""
        return [one["label"] for one in self.screen()["quick_replies"]]

    def sees(self) -> str:
        """All words of the bot on the screen, in order."""
        return "\n".join(one.text for one in self.bubbles())

    def is_waiting(self) -> bool:
        """Whether the loading animation is on the screen."""
        return bool(self.screen()["loading"])

    def waits_for(self, wanted: str | Callable[[Bubble], bool], *, since: int = 0, timeout: float = 10.0) -> Bubble:
        """The first bubble of the bot from `since` on that contains the words, or passes the test."""
        test = (lambda one: wanted in one.text) if isinstance(wanted, str) else wanted
        return self._until(lambda seen: next((one for one in seen if test(one)), None), since, timeout, wanted)

    def waits_for_bubbles(self, count: int, *, since: int = 0, timeout: float = 10.0) -> list[Bubble]:
        """At least so many bubbles of the bot from `since` on."""
        return self._until(lambda seen: seen if len(seen) >= count else None, since, timeout, f"{count} bubbles")

    wait_for = waits_for

    def _until(self, look: Callable[[list[Bubble]], _T | None], since: int, timeout: float, wanted: object) -> _T:
        end, revision = time.monotonic() + timeout, -1
        while True:
            seen = self.bubbles(since)
            found = look(seen)
            if found is not None:
                return found
            left = end - time.monotonic()
            if left <= 0:
                shown = " / ".join(one.text for one in seen) or "(nothing)"
                raise StillWaiting(f"{self.name} waited {timeout} s for {wanted!r}; on the screen: {shown}")
            revision = self.emulator.wait_for_change(revision, min(left, 1.0))["revision"]


def _read(answer: httpx.Response) -> Json:
    if answer.is_error:
        kind = answer.headers.get("content-type", "")
        message = answer.json().get("message", "") if "json" in kind else f"HTTP {answer.status_code}"
        raise _ERRORS.get(answer.status_code, BadRequestToEmulator)(message)
    body: Json = answer.json()
    return body
