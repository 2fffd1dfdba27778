"""Six words to suggest, and a floor under those that people make up."""

from __future__ import annotations

import pytest

from app.domain.catalogue import message_for
from app.domain.errors import RuleBroken
from app.services import passphrases


def test_a_suggestion_is_six_words_strong_enough_and_never_twice_the_same() -> None:
    suggestions = {passphrases.suggest() for _ in range(50)}
    assert len(suggestions) == 50
    for suggestion in suggestions:
        assert len(suggestion.split(" ")) == passphrases.WORDS
        passphrases.require_strong(suggestion)


def test_the_words_are_enough_for_77_bits() -> None:
    assert len(set(passphrases._words())) == 7776


@pytest.mark.parametrize(
    "weak", ["password", "Casement2024", "qwertyuiop", "aaaaaaaaaaaaaaaaaaaaaaaa", "12 March 1975", "x" * 5000]
)
def test_what_could_be_guessed_is_refused(weak: str) -> None:
    assert not passphrases.strength(weak).enough
    with pytest.raises(RuleBroken) as caught:
        passphrases.require_strong(weak)
    assert caught.value.key == "weak_passphrase"
    assert message_for(caught.value).advice


def test_nothing_is_no_passphrase() -> None:
    assert passphrases.strength("  ") == passphrases.Strength(0, 0.0, enough=False)
    with pytest.raises(RuleBroken) as caught:
        passphrases.require_strong(" ")
    assert caught.value.key == "empty_passphrase"


def test_four_words_that_do_not_belong_together_are_enough() -> None:
    assert passphrases.strength("magpie tramline oboe Thursday").enough
