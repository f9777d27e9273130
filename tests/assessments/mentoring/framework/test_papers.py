"""The papers of the programme."""

import pytest

from assessments.mentoring.framework.papers.reader import UnknownPaper, paper, paper_with, papers

TOOLS = {
    "log_entry": "T43",
    "supervision_agreement": "T41",
    "learning_agreement": "T47",
    "group_tutorial": "T45",
    "progress_review": "T48",
    "confidentiality_notice": "",
}


def test_every_paper_of_the_programme_is_there() -> None:
    assert {key: found.tool for key, found in papers().items()} == TOOLS


def test_a_paper_is_found_by_key_by_version_and_by_digest() -> None:
    newest = paper("log_entry")

    assert paper("log_entry", newest.version) is newest
    assert paper_with(newest.digest) is newest


@pytest.mark.parametrize("version", [None, 1], ids=["newest", "first"])
def test_an_unknown_paper_says_so(version: int | None) -> None:
    with pytest.raises(UnknownPaper, match="diary"):
        paper("diary", version)
    with pytest.raises(UnknownPaper):
        paper_with("0" * 64)


def test_the_log_entry_is_private_unless_its_writer_chooses_otherwise() -> None:
    entry = paper("log_entry")

    assert entry.field("share_with").initial == "only_me"
    assert {field.by for field in entry.fields} == {"learner"}
    assert entry.field("what_happened").max_words == 150


def test_the_log_entry_asks_its_four_tests_before_it_is_saved() -> None:
    ticks = [field.key for field in paper("log_entry").fields if field.kind == "confirm"]

    assert ticks == ["nothing_identifying", "neighbour_test", "child_test", "no_danger"]


def test_the_two_agreements_ask_for_the_same_thing_only_when_they_are_reviewed() -> None:
    supervision, learning = (
        {field.key for field in paper(key).fields} for key in ("supervision_agreement", "learning_agreement")
    )

    assert supervision & learning == {"review_on"}


def test_a_review_with_concerns_asks_for_a_plan() -> None:
    plan = paper("progress_review").field("support_plan")

    assert plan.is_required({"judgement": "concerns"})
    assert plan.is_required({"judgement": "not_on_track"})
    assert not plan.is_required({"judgement": "on_track"})


def test_of_the_group_only_facts_and_a_note_without_cases_are_kept() -> None:
    tutorial = paper("group_tutorial")

    assert [field.key for field in tutorial.of_class("C1")] == ["occurred_on", "minutes", "rules_read", "indicators"]
    assert [field.key for field in tutorial.of_class("C2", "C5")] == ["topic", "note"]


def test_each_writer_finds_their_own_part() -> None:
    review = paper("progress_review")

    assert [field.key for field in review.by("learner")] == ["workload", "protected_time_kept", "statement"]
    assert {field.by for field in review.by("mentor", "both")} == {"mentor", "both"}


def test_what_makes_somebody_ill_or_helps_them_is_for_the_pair_alone() -> None:
    sensitive = {field.key for found in papers().values() for field in found.of_class("C5")}

    assert sensitive == {"stress_signs", "stress_response", "accommodations"}


def test_no_paper_asks_who_a_child_is() -> None:
    words = " ".join(field.label.lower() for found in papers().values() for field in found.fields)

    assert not [
        asked for asked in ("name of the child", "date of birth", "address", "village", "file no") if asked in words
    ]
