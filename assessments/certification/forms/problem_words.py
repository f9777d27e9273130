"""What is wrong with what was entered, and what to do about it: one sentence each for every problem that reading a document knows."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.certification.laws.problems import Problem

PROBLEMS: Mapping[str, Promise] = {
    "not_an_object": _("Something stands here that is no entry of its own."),
    "not_a_list": _("A list is asked for here."),
    "empty_list": _("Nothing is chosen."),
    "too_many": _("There are more than %(most)s."),
    "repeated": _("“%(found)s” stands here twice."),
    "not_a_text": _("This is no text."),
    "empty_text": _("This is empty."),
    "too_long": _("This is longer than %(most)s characters."),
    "not_a_key": _("“%(found)s” has other signs than letters, digits, dots and dashes."),
    "not_a_whole_number": _("This is no whole number."),
    "out_of_bounds": _("The number is not between %(least)s and %(most)s."),
    "not_true_or_false": _("This is neither yes nor no."),
    "not_a_period": _("“%(found)s” is no length of time, or longer than a hundred years."),
    "not_a_day": _("“%(found)s” is no day."),
    "not_a_time_zone": _("“%(found)s” is no time zone that this site knows."),
    "not_one_of": _("“%(found)s” cannot be chosen here."),
    "missing_field": _("“%(field)s” is missing."),
    "unknown_field": _("“%(field)s” is nothing that can stand here."),
    "unknown_requirement": _("“%(found)s” is no kind of requirement."),
    "not_a_node": _("This is neither a group nor a requirement."),
    "too_deep": _("Groups lie in groups more than %(most)s deep."),
    "unknown_format": _("These rules are written in a format that this site does not read: “%(found)s”."),
}
REMEDIES: Mapping[str, Promise] = {
    "write_an_object": _("Take it out, and add it anew."),
    "write_a_list": _("Choose from the list."),
    "add_an_item": _("Choose one at least."),
    "take_items_away": _("Take some away."),
    "keep_one_of_them": _("Keep one of them."),
    "write_a_text": _("Write a few words."),
    "shorten_it": _("Say it in fewer words."),
    "use_small_letters_digits_and_dashes": _("Use those only."),
    "write_a_whole_number": _("Write it in digits."),
    "write_a_number_within": _("Choose one within."),
    "write_true_or_false": _("Tick the box or leave it empty."),
    "write_a_period_as_p1y": _("Enter years, months or days."),
    "write_a_day_as_2026_12_31": _("Choose a day of the calendar."),
    "name_a_time_zone_as_europe_kyiv": _("Choose one from the list."),
    "choose_one": _("Choose one of those that are offered."),
    "add_the_field": _("Fill it in."),
    "remove_or_rename_the_field": _("Take it out."),
    "choose_a_requirement": _("Choose one of those that are offered."),
    "choose_all_any_then_or_a_requirement": _("Take it out, and add a group or a requirement."),
    "put_fewer_groups_into_groups": _("Dissolve a group around it first."),
    "write_the_format_this_site_reads": _("Begin with one of the starting points instead."),
}


def problem_text(problem: Problem) -> str:
    """What is wrong, and what to do about it."""
    return f"{PROBLEMS[problem.code] % problem.params} {REMEDIES[problem.remedy]}"
