"""The finding editor: findings in the order of the report, and each of them as a page with its evidence beside it."""
