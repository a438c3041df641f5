"""Ground floor: settings, errors, logs, clock, ids. Imports nothing of ours."""
