from events.formatting.draft import Draft, Edit, Finding


def test_draft_makes_edits_in_order_and_reports_them_on_the_original() -> None:
    draft = Draft("abc")
    assert draft.apply([Edit(2, 3, "C", "spacing"), Edit(0, 1, "AA", "apostrophe")])
    assert draft.text == "AAbC"
    assert draft.findings() == (Finding(0, 1, "a", "AA", "apostrophe"), Finding(2, 3, "c", "C", "spacing"))


def test_draft_merges_an_edit_of_an_edit_into_one_finding() -> None:
    draft = Draft("abc")
    draft.apply([Edit(1, 2, "xy", "quotation_mark")])
    draft.apply([Edit(2, 4, "!", "spacing")])
    assert draft.text == "ax!"
    assert draft.findings() == (Finding(1, 3, "bc", "x!", "quotation_mark"),)


def test_draft_does_not_report_what_was_put_back() -> None:
    draft = Draft("ab")
    draft.apply([Edit(0, 1, "x", "spacing")])
    draft.apply([Edit(0, 1, "a", "spacing")])
    assert draft.findings() == ()


def test_draft_says_when_nothing_changed() -> None:
    assert not Draft("ab").apply([Edit(0, 1, "a", "spacing")])
