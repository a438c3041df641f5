"""Counters and gauges without content; ids of people are never labels."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_WAITS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Upper ends in seconds; 5 s is what a crisis message may wait at most, 50 s the life of a reply token."""


class Metrics:
    """One registry a process; names start with tsunagu_."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        self.events = Counter("tsunagu_events", "Webhook events by outcome", ["outcome"], registry=self.registry)
        self.turns = Counter("tsunagu_turns", "Turns by outcome", ["outcome"], registry=self.registry)
        self.turn_seconds = Histogram("tsunagu_turn_seconds", "Seconds for one turn", registry=self.registry)
        self.waited = Histogram(
            "tsunagu_waited_seconds", "Seconds from LINE's event to its turn", buckets=_WAITS, registry=self.registry
        )
        self.deliveries = Counter("tsunagu_deliveries", "Sends by outcome", ["outcome"], registry=self.registry)
        self.alerts = Counter("tsunagu_alerts", "Alerts raised", ["level"], registry=self.registry)
        self.mailbox_depth = Gauge("tsunagu_mailbox_depth", "Letters waiting", registry=self.registry)
        self.mailbox_age = Gauge("tsunagu_mailbox_age_seconds", "Age of the oldest letter", registry=self.registry)
        self.buried = Gauge("tsunagu_mailbox_buried", "Letters set aside", registry=self.registry)
        self.unclaimed = Gauge("tsunagu_alerts_unclaimed", "Alerts nobody has taken", registry=self.registry)
        self.undelivered = Gauge("tsunagu_outbox_failed", "Messages that finally failed", registry=self.registry)
        self.retention_backlog = Gauge(
            "tsunagu_retention_backlog", "Rows kept past their period", ["kind"], registry=self.registry
        )
        self.hotlines_stale = Gauge("tsunagu_hotlines_stale", "Lines to confirm again", registry=self.registry)
        self.places_stale = Gauge("tsunagu_places_stale", "Places to confirm again", registry=self.registry)
        self.steps = Counter("tsunagu_steps", "Where people are in a talk", ["step", "topic"], registry=self.registry)
