# tests/cases
