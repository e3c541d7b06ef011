import pytest

from events.formatting.elision import with_de


@pytest.mark.parametrize(
    "word",
    "euros entrepreneurs habitants hommes heures hôpitaux universités îles œuvres yeux huîtres "
    "haltères hôtels historiens hectares héritiers harmonies "
    "hippodromes huissiers halogènes héroïnes Hubert".split(),
)
def test_de_is_elided_before_a_vowel_or_a_mute_h(word: str) -> None:
    assert with_de(word) == f"d’{word}"


@pytest.mark.parametrize(
    "word",
    "personnes yuans yens héros handicapés huit onze hackathons Hongrois halls "
    "hub hubs harki harkis high-tech haltes halos hi-fi hip-hop "
    "hobbies holdings haricots harpes hérons hussards".split(),
)
def test_de_stays_whole_before_a_consonant_or_an_aspirated_h(word: str) -> None:
    assert with_de(word) == f"de {word}"
