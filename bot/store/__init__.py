"""Rows, mailbox, sessions, keys."""
