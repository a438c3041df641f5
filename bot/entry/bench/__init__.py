"""`tsunagu bench`: how fast, how much memory, and what happens when there is too much; on loopback, by itself."""
