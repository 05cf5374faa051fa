"""Words typed find codes: the first letters first, whatever the accents, never more than a glance holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.domain.text import folded
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.ui.consultation.history.history_search import is_found
from meso_desktop.ui.consultation.history.vocabulary import MOST_SUGGESTED, Vocabulary
from tests.ui.scene import packs


def _small() -> Vocabulary:
    return Vocabulary(
        terms={"amide": "Amide anaesthetic", "egg": "Egg", "statin": "Statin", "thyroid": "Thyroid hormone"},
        words={
            "amide": ("lidocaine", "lidocaïne", "gel with lidocaine", "xylolidocaine"), "egg": ("œuf", "blanc d'œuf", "ovo"),
            "statin": ("twofold",), "thyroid": ("twofold", "l-thyroxine"),
        },
    )


def _medicines() -> Vocabulary:
    words, classes = Wording.load(resource_path("wording"), "en"), packs().medicine_classes
    return Vocabulary(terms={m: words.term(f"medicine.{m}") for m in classes}, words={m.id: m.words for m in classes.values()})


def _allergies() -> Vocabulary:
    words, allergens = Wording.load(resource_path("wording"), "en"), packs().allergens
    return Vocabulary(terms={a: words.term(f"allergen.{a}") for a in allergens}, words={a.id: a.words for a in allergens.values()})


def test_what_begins_so_comes_first_then_words_that_do_then_what_holds_it_and_a_word_stands_once() -> None:
    assert [s.word for s in _small().suggestions("lidoc")] == ["lidocaine", "gel with lidocaine", "xylolidocaine"]


@pytest.mark.parametrize("typed", ["oeuf", "ŒUF", "œuf ", "Oeuf"])
def test_case_accents_and_ligatures_do_not_matter(typed: str) -> None:
    assert _small().code_of(typed) == "egg"
    assert [s.code for s in _small().suggestions(typed)] == ["egg", "egg"]


def test_what_the_class_is_called_finds_it() -> None:
    assert [s.shown for s in _small().suggestions("thyr")] == ["Thyroid hormone", "l-thyroxine  ·  Thyroid hormone"]


def test_a_word_that_names_two_classes_is_left_to_the_doctor() -> None:
    assert _small().code_of("twofold") is None
    assert {s.code for s in _small().suggestions("twofold")} == {"statin", "thyroid"}


def test_nothing_typed_suggests_nothing() -> None:
    assert _small().suggestions("  ") == ()
    assert _small().code_of("") is None


@pytest.mark.parametrize(("typed", "word", "code"), [
    ("kardeg", "kardegic", "antiplatelet"), ("KARDÉG ", "kardegic", "antiplatelet"), ("eliq", "eliquis", "anticoagulant"),
    ("warf", "warfarin", "anticoagulant"),
])
def test_the_beginning_of_words_of_one_code_means_the_first_suggested(typed: str, word: str, code: str) -> None:
    vocabulary = _medicines()
    found = vocabulary.begun(typed)
    assert found is not None
    assert (folded(found.word), found.code) == (word, code)
    assert found == vocabulary.suggestions(typed)[0]


def test_the_beginning_of_words_of_one_allergy_means_the_first_suggested() -> None:
    found = _allergies().begun("lidoca")
    assert found is not None
    assert (folded(found.word), found.code) == ("lidocaina", "amide_anaesthetic")


@pytest.mark.parametrize("typed", ["met", "meto", "anti", "xyz", "", " "])
def test_the_beginning_of_words_of_several_codes_or_of_none_means_no_word(typed: str) -> None:
    assert _medicines().begun(typed) is None


def test_a_word_within_a_name_that_has_another_code_counts_against_the_beginning() -> None:
    vocabulary = Vocabulary(
        terms={"thyroid": "Thyroxine", "block": "Blocker", "test": "Test"},
        words={"block": ("anti-thyroid", "(thyroid) brake"), "test": ("hypothyroid",)},
    )
    assert vocabulary.begun("thyro") is None
    assert vocabulary.begun("thyrox") is not None


@pytest.mark.parametrize("typed", ["pea", "sea"])
def test_three_letters_are_no_beginning_but_perhaps_a_word_of_their_own(typed: str) -> None:
    assert _allergies().begun(typed) is None


def test_what_stands_only_within_a_name_is_no_beginning() -> None:
    assert _small().suggestions("with")
    assert _small().begun("with") is None


@given(st.data())
def test_a_beginning_never_chooses_between_two_codes(data: st.DataObject) -> None:
    medicines = packs().medicine_classes
    words = {folded(word): m.id for m in medicines.values() for word in m.words}
    word = data.draw(st.sampled_from(sorted(words)))
    typed = word[:data.draw(st.integers(1, len(word)))]
    found = _medicines().begun(typed)
    if found is not None:
        assert {m.id for m in medicines.values() for each in m.words if folded(each).startswith(typed)} <= {found.code}


@given(st.data())
def test_of_every_word_of_the_packs_the_whole_word_is_the_first_suggestion(data: st.DataObject) -> None:
    medicines = packs().medicine_classes
    word = data.draw(st.sampled_from([word for m in medicines.values() for word in m.words]))
    vocabulary = _medicines()
    found = vocabulary.suggestions(word)
    assert folded(found[0].word) == folded(word)
    assert len(found) <= MOST_SUGGESTED
    begun = [not folded(s.word).startswith(folded(word)) for s in found]
    assert begun == sorted(begun)


def test_a_question_is_found_when_every_part_begins_one_of_its_words() -> None:
    words = "Autoimmune thyroid disease (Hashimoto, Graves)?"
    assert is_found("hashi thyr", words)
    assert is_found("THYRÖID", words)
    assert not is_found("hashi heart", words)
    assert not is_found("moto", words)
    assert not is_found(" ", words)
