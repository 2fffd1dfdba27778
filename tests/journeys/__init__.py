"""Journeys: whole stories through the real window, on real files."""
