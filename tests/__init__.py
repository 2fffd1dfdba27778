"""The tests of Casement; they mirror app, with whole-window stories in journeys."""
