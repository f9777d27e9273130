"""The text with its findings, shown and changed."""

from training_site.identifiers import Finding, Kind, Piece, examine, highlighted, replaced

TEXT = "Then Lwandile (8) moved to Mukuni on 12 March."


def test_the_text_comes_in_pieces() -> None:
    findings = examine(TEXT)

    assert highlighted(TEXT, findings) == (
        Piece("Then "),
        Piece("Lwandile (8)", findings[0]),
        Piece(" moved to "),
        Piece("Mukuni", findings[1]),
        Piece(" on "),
        Piece("12 March", findings[2]),
        Piece("."),
    )


def test_a_text_without_findings_is_one_piece_and_no_text_is_none() -> None:
    assert highlighted("nothing here", ()) == (Piece("nothing here"),)
    assert highlighted("", ()) == ()


def test_a_finding_at_either_end_leaves_no_empty_piece() -> None:
    first, last = Finding(0, 2, Kind.NAME), Finding(3, 5, Kind.NAME)

    assert [piece.text for piece in highlighted("ab cd", (first, last))] == ["ab", " ", "cd"]


def test_what_is_chosen_is_replaced_and_the_rest_stays() -> None:
    findings = examine(TEXT)

    assert replaced(TEXT, findings, {0: "Child A, 7–9", 2: ""}) == "Then Child A, 7–9 moved to Mukuni on ."


def test_a_choice_for_no_finding_changes_nothing() -> None:
    assert replaced(TEXT, examine(TEXT), {7: "x"}) == TEXT
