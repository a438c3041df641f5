"""The talk with a resident: decides what to say and do next, and does nothing itself (design.md section 2)."""
