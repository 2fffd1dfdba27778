"""What the board does to episodes and lanes: each one undoable act of the workspace, named in the reviewer's words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.services import episode_rows, episodes, factors, lanes, things
from app.services.vocabularies import labels
from app.views.widgets.thing_picker import ThingPicker, pick_row
from app.workspace.workspace import Workspace


class CardActs(QObject):
    """The acts of one board."""

    def __init__(self, workspace: Workspace, owner: QObject, picker: ThingPicker) -> None:
        super().__init__(owner)
        self._workspace = workspace
        self._owner = owner
        self._picker = picker

    # -- episodes ---------------------------------------------------------------------------------------------------

    def rename(self, episode_id: str, title: str) -> None:
        """Give an episode another title."""
        act = partial(episodes.rename, episode_id=episode_id, title=title)
        self._workspace.perform(self.tr("Rename episode"), act, initiator=self._owner)

    def put_in_bin(self, episode_id: str) -> None:
        """Put an episode into the bin, with Undo in the message bar."""
        act = partial(episodes.put_in_bin, episode_id=episode_id)
        self._workspace.perform(self.tr("Put episode into the bin"), act, initiator=self._owner, announce=True)

    # -- links ------------------------------------------------------------------------------------------------------

    def link(self, episode_id: str) -> None:
        """Offer what can be linked to an episode and isn't yet."""
        held = self._workspace.read(partial(episode_rows.detail, episode_id=episode_id))
        linked = {each.id for each in (*held.events, *held.passages, *held.factors)}
        headings = self._workspace.read(partial(labels, name=factors.VOCABULARY))
        listed = self._workspace.read(partial(things.things, kinds=episodes.LINKABLE))
        naming = self._workspace.naming
        rows = [pick_row(thing, naming, headings) for thing in listed if thing.id not in linked]
        self._picker.open(
            self.tr("Link an event, a passage or a factor"),
            rows,
            partial(self._link_picked, episode_id),
            self.tr("There is nothing to link yet: take in a return, or mark a passage of a conversation."),
        )

    def _link_picked(self, episode_id: str, kind: str, thing_id: str) -> None:
        self.link_things(episode_id, kind, (thing_id,))

    def link_things(self, episode_id: str, kind: str, ids: tuple[str, ...]) -> None:
        """Link events, passages or factors to an episode, as one act."""
        act = partial(episodes.link, episode_id=episode_id, kind=kind, ids=ids)
        self._workspace.perform(self.tr("Link to episode"), act, initiator=self._owner, announce=True)

    # -- lanes ------------------------------------------------------------------------------------------------------

    def rename_lane(self, lane_id: str, title: str) -> None:
        """Give a lane another title."""
        act = partial(lanes.rename, lane_id=lane_id, title=title)
        self._workspace.perform(self.tr("Rename lane"), act, initiator=self._owner)

    def set_outside(self, lane_id: str, outside: bool, _checked: bool = False) -> None:
        """Say whether a lane stays out of the report."""
        label = self.tr("Leave lane out of the report") if outside else self.tr("Take lane into the report")
        act = partial(lanes.set_in_report, lane_id=lane_id, in_report=not outside)
        self._workspace.perform(label, act, initiator=self._owner)

    def move_lane(self, lane_id: str, position: int, _checked: bool = False) -> None:
        """Put a lane at another place."""
        act = partial(lanes.move, lane_id=lane_id, position=position)
        self._workspace.perform(self.tr("Move lane"), act, initiator=self._owner)

    def add_lane(self) -> str:
        """Add a lane at the right and return its id."""
        act = partial(lanes.add, title=self.tr("New lane"))
        done = self._workspace.perform(self.tr("Add lane"), act, initiator=self._owner)
        return done.value if done else ""

    def remove_lane(self, lane_id: str, _checked: bool = False) -> None:
        """Take an empty lane away, with Undo in the message bar."""
        act = partial(lanes.remove, lane_id=lane_id)
        self._workspace.perform(self.tr("Take lane away"), act, initiator=self._owner, announce=True)
