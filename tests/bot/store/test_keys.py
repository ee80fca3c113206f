from bot.store import keys


def test_every_key_says_whose_it_is() -> None:
    assert keys.decision("T1", "SW-A").startswith("sharewise:T1:")
    assert keys.answer_to("T1", "C1", "100.1") == "sharewise:T1:answer-to:C1:100.1"


def test_no_id_reaches_into_anothers_keys() -> None:
    assert keys.decision("T1:decision:SW-A", "x") != keys.decision("T1", "SW-A:x")
    assert keys.answer_to("T1", "C1:2", "3") != keys.answer_to("T1", "C1", "2:3")
