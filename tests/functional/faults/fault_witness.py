"""What must be true after any storm: asked of the emulator's screens, of the database and of the pager."""

from __future__ import annotations

from collections import Counter

from fault_cluster import Cluster, eventually
from fault_people import HANDED_OVER, IN_DANGER, TALKS, Person, screen
from sqlalchemy import func, select

from bot.entry.stores import make_mailbox
from bot.identity import Vault
from bot.store.models import AlertRow, ConsentRow, OutboxRow, ProcessedEventRow, TicketRow


class Witness:
    """Compares what happened to people with what should have."""

    def __init__(self, cluster: Cluster, people: list[Person]) -> None:
        self._cluster = cluster
        self._people = people
        self._mailbox = make_mailbox(cluster.settings)

    def looks(self) -> dict[str, int]:
        """Wait until all is quiet, then assert every promise; returns the figures of the report."""
        eventually(self._is_quiet, 240, lambda: f"{self._left()}\n{self._cluster.what_was_said()}")
        lost, doubled = self._screens()
        assert not lost and not doubled, f"lost: {lost[:5]}\ntwice or other: {doubled[:5]}"
        self._cases()
        self._alerts()
        return {"people": len(self._people), "events": self._events(), "losses": len(lost), "duplicates": len(doubled)}

    def _is_quiet(self) -> bool:
        return not any(self._left().values())

    def _left(self) -> dict[str, int]:
        with self._cluster.database.reading() as session:
            unsent = select(func.count()).select_from(OutboxRow).where(OutboxRow.state != "sent", ~_taken_back())
            untold = select(func.count()).select_from(AlertRow).where(AlertRow.notified_at.is_(None))
            left = {"unsent": session.scalar(unsent) or 0, "untold": session.scalar(untold) or 0}
        under_way = sum(1 for one in list(self._cluster.platform.courier.deliveries) if one.state != "delivered")
        return left | {
            "mailbox": self._mailbox.depth(),
            "set aside": len(self._mailbox.buried()),
            "under way": under_way,
        }

    def _screens(self) -> tuple[list[str], list[str]]:
        """What is on a fault-free screen and not on this one, and the reverse: as counts, and then as a sequence."""
        lost, doubled = [], []
        for person in self._people:
            seen, wanted = screen(person.chat), person.heard.screen
            missing, more = Counter(wanted) - Counter(seen), Counter(seen) - Counter(wanted)
            lost += [f"{person.script}: {words}" for words in missing]
            doubled += [f"{person.script}: {words}" for words in more]
            assert missing or more or seen == wanted, f"{person.script}: in another order\n{seen}"
        return lost, doubled

    def _cases(self) -> None:
        """Tickets one to one with consents to hand over, and none without."""
        for person in self._people:
            with self._cluster.database.reading() as session:
                vault = Vault(session, self._cluster.clock, self._cluster.database_keys)
                resident = vault.find("line", person.chat.id)
                assert resident is not None, person.script
                mine = TicketRow.resident_id == resident.resident_id
                tickets = session.scalar(select(func.count()).select_from(TicketRow).where(mine))
                kinds = Counter(
                    session.scalars(select(ConsentRow.kind).where(ConsentRow.resident_id == resident.resident_id))
                )
            handed = int(person.script == HANDED_OVER)
            began = ("taps", "はじめる") in TALKS[person.script] and person.script != "takes all back"
            assert tickets == handed, f"{person.script}: {tickets} tickets"
            assert kinds.get("handoff", 0) == handed, f"{person.script}: {kinds}"
            assert kinds.get("chat", 0) == int(began), f"{person.script}: {kinds}"

    def _alerts(self) -> None:
        """One for everybody who was in danger, and each was told to the pager."""
        in_danger = [person for person in self._people if person.script in IN_DANGER]
        with self._cluster.database.reading() as session:
            vault = Vault(session, self._cluster.clock, self._cluster.database_keys)
            for person in in_danger:
                resident = vault.find("line", person.chat.id)
                assert resident is not None
                wanted = select(AlertRow.notices).where(AlertRow.resident_id == resident.resident_id)
                notices = session.scalars(wanted).all()
                assert len(notices) == 1, f"{person.script}: {len(notices)} alerts"
                assert notices[0] >= 1
        # taken in hand, told, noted: who is killed in between is made good within seconds
        eventually(lambda: len(self._cluster.alarms) >= len(in_danger), 30, self._cluster.what_was_said)

    def _events(self) -> int:
        """Every event that LINE sent has its mark: answered 200, and processed."""
        sent = {event["webhookEventId"] for one in self._cluster.platform.courier.deliveries for event in one.events}
        with self._cluster.database.reading() as session:
            marked = set(session.scalars(select(ProcessedEventRow.event_id)))
        assert sent <= marked, f"{len(sent - marked)} events without a mark"
        return len(sent)


def _taken_back() -> object:
    return OutboxRow.state == "cancelled"
