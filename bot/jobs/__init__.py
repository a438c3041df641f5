"""What goes on in the background: each body a few lines, one periodic table (`schedule.py`)."""
