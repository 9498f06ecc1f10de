"""Whose page this is: cookies, logins, and what the browser is told to refuse."""
