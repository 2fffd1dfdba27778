"""Conversations: who spoke with whom, the note, its marked passages and the signs beside its paragraphs."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.dates import UncertainDate
from app.domain.text import Text
from app.models.base import Base, date_columns, link, text_columns


class Conversation(Base):
    """A conversation with one or more participants, held by reviewers."""

    __tablename__ = "conversation"

    held: Mapped[UncertainDate] = date_columns("held")
    place: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="planned")
    note: Mapped[Text] = text_columns("note")
    binned_at: Mapped[str | None]
    parts: Mapped[list[ConversationPart]] = relationship(
        back_populates="conversation", cascade="all, delete-orphan", order_by="ConversationPart.position"
    )
    passages: Mapped[list[Passage]] = relationship(
        back_populates="conversation", cascade="all, delete-orphan", order_by="Passage.position"
    )
    signs: Mapped[list[ParagraphSign]] = relationship(back_populates="conversation", cascade="all, delete-orphan")
    prompts: Mapped[list[PromptAnswer]] = relationship(back_populates="conversation", cascade="all, delete-orphan")


class ConversationPart(Base):
    """Who takes what part in a conversation: "participant", "reviewer", "supporter", "interpreter"."""

    __tablename__ = "conversation_part"
    __table_args__ = (UniqueConstraint("conversation_id", "person_id", "part"),)

    conversation_id: Mapped[str] = link("conversation")
    person_id: Mapped[str] = link("person")
    part: Mapped[str] = mapped_column(default="participant")
    position: Mapped[int] = mapped_column(default=0)
    conversation: Mapped[Conversation] = relationship(back_populates="parts")


class Passage(Base):
    """A marked stretch of a note; ``mark_id`` names the mark in the text, which moves with the words.

    ``kind``: "quotation", "factor", "account", "good-practice", "question", "follow-up".
    """

    __tablename__ = "passage"
    __table_args__ = (UniqueConstraint("conversation_id", "mark_id"),)

    conversation_id: Mapped[str] = link("conversation")
    mark_id: Mapped[str]
    kind: Mapped[str]
    event_id: Mapped[str | None] = link("event")
    episode_id: Mapped[str | None] = link("episode")
    position: Mapped[int] = mapped_column(default=0)
    conversation: Mapped[Conversation] = relationship(back_populates="passages")


class ParagraphSign(Base):
    """A sign beside a paragraph of a note: "told-freely", "after-prompt", "not-recalled" (F26), "then", "now" (F22)."""

    __tablename__ = "paragraph_sign"
    __table_args__ = (UniqueConstraint("conversation_id", "paragraph_id", "sign"),)

    conversation_id: Mapped[str] = link("conversation")
    paragraph_id: Mapped[str]
    sign: Mapped[str]
    conversation: Mapped[Conversation] = relationship(back_populates="signs")


class PromptAnswer(Base):
    """A prompt of the conversation structure that was covered."""

    __tablename__ = "prompt_answer"
    __table_args__ = (UniqueConstraint("conversation_id", "prompt_key"),)

    conversation_id: Mapped[str] = link("conversation")
    prompt_key: Mapped[str]
    conversation: Mapped[Conversation] = relationship(back_populates="prompts")
