"""Composition roots: each process is put together here and nowhere else."""
