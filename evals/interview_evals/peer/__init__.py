"""A real model on this machine: from the package index, served by llama.cpp, talked to by the tests."""
