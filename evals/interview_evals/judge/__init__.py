"""How far a judge can be trusted: its rulings and votes against rounds that two people labelled."""
