"""Accounts of the console: sign-in, second factor, permissions, limits, sessions."""

from bot.staff.demo import DemoLogin, demo_logins, seed_demo

__all__ = ["DemoLogin", "demo_logins", "seed_demo"]
