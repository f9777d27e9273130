"""From nothing to a running site with people in mid-course: one command, as often as one likes."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from training_site.people import services
from training_site.people.demonstration import cast, content, ground, passwords
from training_site.people.demonstration.counting import Count, MigrationCount
from training_site.people.models import User

PASTS = ("demo_learning", "demo_mentoring", "demo_certification", "demo_cohorts", "demo_surveys")
"""What the made-up people have done so far: commands of the apps that know, in this order."""


class Command(BaseCommand):
    """Each step looks at what is there already, so that a run that was cut short is completed by the next."""

    help = "Sets up the site with its curriculum and made-up people, prints who can sign in, and serves it."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one may ask for."""
        parser.add_argument("--port", type=int, default=8000, help="where the site is served (default: 8000)")
        parser.add_argument("--no-server", action="store_true", help="set up and stop")
        parser.add_argument("--reset", action="store_true", help="start over: everything in the database is lost")
        parser.add_argument("--yes", action="store_true", help="do not ask before starting over")
        parser.add_argument("--new-passwords", action="store_true", help="give the made-up people new passwords")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Set up what is missing, say who can sign in, serve."""
        try:
            self.run(options)
        except KeyboardInterrupt:
            self.stderr.write("\nStopped. Run the same command again to go on.")
            sys.exit(130)

    def run(self, options: dict[str, Any]) -> None:
        """All steps in their order."""
        ground.refuse_production()
        self.folder = Path(settings.VAR_DIR)
        with ground.plain_words():
            ground.prepare_folder(self.folder)
            ground.prepare_database_folder()
            if not options["no_server"]:
                ground.check_port(options["port"])
            if options["reset"]:
                self.start_over(sure=options["yes"])
            self.set_up(new_passwords=options["new_passwords"])
        self.tell_who()
        if options["no_server"]:
            self.stdout.write("Everything is ready. Start the site with: python3 manage.py demo")
        else:
            self.serve(options["port"])

    def start_over(self, *, sure: bool) -> None:
        """Take everything away, after asking."""
        where = connection.settings_dict["NAME"]
        if not sure:
            self.stdout.write(f"This removes everything in the database {where}: pages, people and all they did.")
            try:
                sure = input("Type yes to go on: ").strip().lower() == "yes"
            except EOFError:
                self.stdout.write()
                sure = False
        if not sure:
            raise CommandError("Nothing was removed.")
        ground.clear_database()
        content.forget(self.folder)
        (self.folder / passwords.FILE_NAME).unlink(missing_ok=True)
        self.stdout.write("The database is empty.")

    def set_up(self, *, new_passwords: bool) -> None:
        """The database, the curriculum, the people, their work: in this order, each if it is missing."""
        self.migrate()
        self.refuse_strangers()
        self.bring_content()
        self.bring_people(new_passwords=new_passwords)
        for past in PASTS:
            if past in get_commands():
                call_command(past, stdout=self.stdout, stderr=self.stderr)

    def migrate(self) -> None:
        """Bring the tables up to date, with a count."""
        executor = MigrationExecutor(connection)
        steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if steps:
            counter = MigrationCount(Count(self.stdout, "Database", steps, "steps"))
            call_command("migrate", interactive=False, verbosity=1, no_color=True, stdout=counter)

    def refuse_strangers(self) -> None:
        """A database with other people in it belongs to somebody."""
        if User.objects.exists() and len(cast.present()) * 2 < len(cast.PEOPLE):
            raise CommandError(
                f"The database {connection.settings_dict['NAME']} holds people whom the demo did not make, so it is left alone. "
                "Name another in DATABASE_URL."
            )

    def bring_content(self) -> None:
        """Import the curriculum when its files have changed since the last time or the pages are not there."""
        mark = content.fingerprint(Path(settings.CONTENT_DIR))
        lessons = apps.get_model("modules", "LessonPage")._default_manager
        if lessons.exists() and content.recall(self.folder) == mark:
            return
        try:
            call_command("import_content", publish=True, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            if not lessons.exists():
                raise
            # Somebody has edited a page here whose file has changed as well: what they wrote stays.
            self.stderr.write(str(error))
        content.remember(self.folder, mark)

    def bring_people(self, *, new_passwords: bool) -> None:
        """Make who is missing. The file of passwords is written last, inside the transaction: both or neither."""
        there = cast.present()
        if len(there) == len(cast.PEOPLE) and not new_passwords:
            return
        new = passwords.invent(person.username for person in cast.PEOPLE)
        known = (
            new
            if new_passwords
            else passwords.read(self.folder) | {name: word for name, word in new.items() if name not in there}
        )
        count = Count(self.stdout, "People", len(cast.PEOPLE), "people")
        with transaction.atomic():
            if new_passwords:
                for person in there.values():
                    services.set_password(person=person, password=new[person.username])
            cast.arrive(passwords=new, today=timezone.localdate(), count=count.to)
            passwords.write(self.folder, known)

    def tell_who(self) -> None:
        """Print the table of people, or how to come by one."""
        known = passwords.read(self.folder)
        if known:
            self.stdout.write(f"\nWho can sign in (all made up; kept in {self.folder / passwords.FILE_NAME}):\n")
            self.stdout.write(passwords.table(known) + "\n\n")
        else:
            self.stdout.write(
                "The passwords of the made-up people are kept only as hashes. New ones: python3 manage.py demo --new-passwords"
            )

    def serve(self, port: int) -> None:
        """Serve until the person stops it."""
        self.stdout.write(f"The site: http://{ground.ADDRESS}:{port}/   (stop it with Ctrl+C)\n")
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
        call_command("runserver", f"{ground.ADDRESS}:{port}", use_reloader=False, skip_checks=True, verbosity=0)
