"""The processes of tsunagu: everything that acts. Imports go one way, down (README, "How it is built")."""
