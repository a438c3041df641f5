"""The catalogue: records, loading, opening hours, exchange with other formats, and matching."""
