"""What is kept about people who were taken for one."""

from django.utils.translation import gettext_lazy as _

from training_site.privacy.holdings import Holding, Table, register


def register_all() -> None:
    """Make it known."""
    register(
        Holding(
            key="duplicates.distinctions",
            title=_("That you are not somebody of the same name"),
            purpose=_("So that your account is not taken for that of somebody else."),
            stays=_("That two accounts without a name are of two people."),
            tables=(
                Table(model="duplicates.Distinction", person="first", hidden=("second", "by")),
                Table(model="duplicates.Distinction", person="second", hidden=("first", "by")),
                Table(model="duplicates.Distinction", person="by", acts=True),
            ),
        )
    )
