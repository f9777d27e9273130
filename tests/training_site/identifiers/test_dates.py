"""Two of day, month and year make a date; one alone does not."""

import pytest

from tests.training_site.identifiers.finding import found

DATES = {
    "day, month, year": ("moved on 12 March 2024 to", "12 March 2024"),
    "day and month": ("moved on 2 September, early", "2 September"),
    "ordinal": ("on the 3rd of June 2015", "3rd of June 2015"),
    "month first": ("on Sept 5, 2023 because", "Sept 5, 2023"),
    "month and day": ("birthday is May 9 and", "May 9"),
    "month and year": ("began in March 2024 and", "March 2024"),
    "figures": ("since 14/09/2013.", "14/09/2013"),
    "figures with points": ("on 05.11.2012 or", "05.11.2012"),
    "short figures": ("is 1/5/15 now", "1/5/15"),
    "year first": ("DOB 2014-11-02, second", "2014-11-02"),
    "figures behind on": ("came on 12/03 again", "12/03"),
    "year of birth": ("Born in 2016, he", "2016"),
    "Dutch": ("op 12 maart 2024.", "12 maart 2024"),
    "Dutch, short": ("naar 5 okt. 2023 verplaatst", "5 okt. 2023"),
    "Dutch month and year": ("sinds mei 2022 woont", "mei 2022"),
    "Dutch birth": ("Geboren in 2016, nooit", "2016"),
    "Ukrainian": ("було 12 березня 2024 року.", "12 березня 2024 року"),
    "Ukrainian month and year": ("з травня 2022 року він", "травня 2022 року"),
    "Ukrainian birth": ("він 2016 року народження", "2016"),
    "Khmer": ("ថ្ងៃទី១២ ខែមីនា ឆ្នាំ២០២៤ ខ្ញុំ", "១២ ខែមីនា ឆ្នាំ២០២៤"),
    "Khmer month and year": ("តាំងពីខែឧសភា ឆ្នាំ២០២២ គាត់", "ខែឧសភា ឆ្នាំ២០២២"),
    "Khmer birth": ("គាត់កើតឆ្នាំ២០១៦ ហើយ", "២០១៦"),
}


@pytest.mark.parametrize(("text", "words"), DATES.values(), ids=DATES)
def test_a_date_is_found_whole(text: str, words: str) -> None:
    assert found(text) == [(words, "date")]


@pytest.mark.parametrize(
    "text",
    [
        "In April the rains begin", "the law of 2018", "in month 3 of follow-up", "every second Tuesday", "she may 2 times ask", "child 1 may stay",
        "we march 3 km", "from 9.30 to 11.00", "3/4 of them", "version 1.2.3.4", "sinds januari", "у квітні почнеться", "ច្បាប់ឆ្នាំ ២០០៩",
        "ក្នុងខែទី៣ នៃការតាមដាន", "ក្នុងខែមេសា", "31/31/2024", "open 24/7",
    ],
)  # fmt: skip
def test_one_part_of_a_date_is_left_alone(text: str) -> None:
    assert found(text) == []
