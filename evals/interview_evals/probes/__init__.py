"""Whether interviewers ask for what an answer left out."""
