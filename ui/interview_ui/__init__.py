"""The onsite in the browser: a lobby, the interview, the debrief and what was held before."""
