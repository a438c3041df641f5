"""What LINE refuses, checked from one table of limits."""
