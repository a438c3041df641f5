"""Migrations: expand first, contract a release later (deploy/decisions)."""
