"""The meetings panel: who was asked to a series of meetings, who came, who was new, as a grid that is filled by keys."""
