"""The project's own labelled sets → figures with intervals (`tsunagu evaluate`)."""
