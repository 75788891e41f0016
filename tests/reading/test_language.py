import py3langid
import pytest

from bellflower.reading.language import language_of

TEXTS = {
    "en": "The council of the town has voted to rebuild the bridge and the library that the floods had damaged.",
    "de": "Der Rat der Stadt hat beschlossen, die Brücke und die Bücherei wieder aufzubauen, die das Hochwasser traf.",
    "nl": "De raad van de stad heeft besloten om de brug of de bibliotheek of het zwembad weer op te bouwen.",
    "fr": "Le conseil de la ville a voté la reconstruction du pont et de la bibliothèque que la crue avait abîmés.",
    "ko": "시의회는 홍수로 무너진 다리와 도서관을 다시 짓기로 결정했다고 밝혔다. 공사는 내년 봄에 시작된다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text(language: str) -> None:
    assert language_of(TEXTS[language]) == language


def test_english_that_is_told_by_its_small_words_is_english_to_the_classifier_too() -> None:
    assert py3langid.classify(TEXTS["en"])[0] == "en"


@pytest.mark.parametrize("quoted", ["of the Lord of the Rings and the Hobbit", "the end of the affair and the rest"])
def test_a_title_in_english_makes_no_text_english(quoted: str) -> None:
    assert language_of(f"{TEXTS['de']} „{quoted}“ {TEXTS['de']} {TEXTS['de']} {TEXTS['de']} {TEXTS['de']}") == "de"


def test_a_few_words_are_in_no_language() -> None:
    assert language_of("12 kg") is None
