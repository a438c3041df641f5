"""Counters and gauges without content; ids of people are never labels."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Metrics:
    """One registry a process; names start with tsunagu_."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        self.events = Counter("tsunagu_events", "Webhook events by outcome", ["outcome"], registry=self.registry)
        self.turns = Counter("tsunagu_turns", "Turns by outcome", ["outcome"], registry=self.registry)
        self.turn_seconds = Histogram("tsunagu_turn_seconds", "Seconds for one turn", registry=self.registry)
        self.deliveries = Counter("tsunagu_deliveries", "Sends by outcome", ["outcome"], registry=self.registry)
        self.alerts = Counter("tsunagu_alerts", "Alerts raised", ["level"], registry=self.registry)
        self.mailbox_depth = Gauge("tsunagu_mailbox_depth", "Letters waiting", registry=self.registry)
        self.mailbox_age = Gauge("tsunagu_mailbox_age_seconds", "Age of the oldest letter", registry=self.registry)
        self.buried = Gauge("tsunagu_mailbox_buried", "Letters set aside", registry=self.registry)
        self.unclaimed = Gauge("tsunagu_alerts_unclaimed", "Alerts nobody has taken", registry=self.registry)
        self.undelivered = Gauge("tsunagu_outbox_failed", "Messages that finally failed", registry=self.registry)
        self.steps = Counter("tsunagu_steps", "Where people are in a talk", ["step", "topic"], registry=self.registry)
