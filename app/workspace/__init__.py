"""The workspace is the one mediator: the open review as Qt sees it, injected by constructor and never a global.

It performs, undoes and redoes, keeps drafts, locks, and runs tasks. QtCore only.
"""
