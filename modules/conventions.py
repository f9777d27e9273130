"""The few sections of a lesson that the site and its checks know by their heading, in each language the curriculum is written in."""

THIS_WEEK = {"en": "This week", "nl": "Deze week", "uk": "Цього тижня", "km": "សប្តាហ៍នេះ"}
"""What a learner tries until the next mentoring session: offered at the end of the lesson as a commitment."""
KEY_POINTS = {"en": "Key points", "nl": "Kernpunten", "uk": "Головне", "km": "ចំណុចសំខាន់"}
SOURCES = {
    "en": "Where this comes from",
    "nl": "Waar dit vandaan komt",
    "uk": "Звідки ми це знаємо",
    "km": "ប្រភពនៃខ្លឹមសារនេះ",
}
"""How the callout begins that names the source keys behind a lesson."""
PROGRAMME_DEFAULT = {
    "en": "Programme default",
    "nl": "Programmaregel",
    "uk": "Правило програми",
    "km": "ការកំណត់របស់កម្មវិធី",
}
"""How a callout begins that holds a rule of this programme which is no law."""
