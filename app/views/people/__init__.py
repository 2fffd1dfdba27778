"""The people panel: the register of family, professionals and the review's own, and one person's page."""
