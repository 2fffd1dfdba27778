"""The review itself, its research questions, and the vocabulary entries it has made its own."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.text import Text
from app.models.base import Base, link, text_columns


class Review(Base):
    """One review, one row. ``kind`` is a key of the review kinds; ``board_word`` what its Board is called (3.3)."""

    __tablename__ = "review"

    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="scr")
    commissioning_body: Mapped[str] = mapped_column(default="")
    board_word: Mapped[str] = mapped_column(default="")
    conversation_word: Mapped[str] = mapped_column(default="")
    period_from: Mapped[str | None]
    period_to: Mapped[str | None]
    version_label: Mapped[str] = mapped_column(default="")
    purpose: Mapped[Text] = text_columns("purpose")
    reason_chosen: Mapped[Text] = text_columns("reason_chosen")
    summary: Mapped[Text] = text_columns("summary")
    method_notes: Mapped[Text] = text_columns("method_notes")
    limitations: Mapped[Text] = text_columns("limitations")
    conclusion: Mapped[Text] = text_columns("conclusion")
    questions: Mapped[list[ResearchQuestion]] = relationship(
        back_populates="review", cascade="all, delete-orphan", order_by="ResearchQuestion.position"
    )


class ResearchQuestion(Base):
    """A question the review was started to answer (1.2; F1)."""

    __tablename__ = "research_question"

    review_id: Mapped[str] = link("review")
    position: Mapped[int] = mapped_column(default=0)
    question: Mapped[str] = mapped_column(default="")
    review: Mapped[Review] = relationship(back_populates="questions")


class VocabularyEntry(Base):
    """An entry that this review adds to a vocabulary, or the review's own words for a shipped one."""

    __tablename__ = "vocabulary_entry"
    __table_args__ = (UniqueConstraint("vocabulary", "key"),)

    vocabulary: Mapped[str]
    key: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    help: Mapped[str] = mapped_column(default="")
    parent_key: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    hidden: Mapped[bool] = mapped_column(default=False)


class GlossaryEntry(Base):
    """An abbreviation as an agency uses it, and what it stands for."""

    __tablename__ = "glossary_entry"

    abbreviation: Mapped[str]
    meaning: Mapped[str] = mapped_column(default="")
    agency_id: Mapped[str | None] = link("agency")


class KeptSearch(Base):
    """A search that is kept under a name, as it was typed."""

    __tablename__ = "kept_search"

    name: Mapped[str]
    words: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
