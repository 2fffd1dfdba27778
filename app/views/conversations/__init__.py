"""The conversation notes panel: what to ask on one side, the page to type on at the other, and the list to choose from."""
