"""The first run, as a newcomer meets it: real processes, an installer without network, every way it can go wrong."""

import ast
import os
import shutil
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.training_site.newcomer import BASE_PYTHON, Newcomer, hear, last_line
from training_site import bootstrap

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell for the stand-in installer")


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    return Newcomer(tmp_path)


@pytest.fixture
def without_uv(tmp_path: Path) -> Newcomer:
    return Newcomer(tmp_path, has_uv=False)


# The way it should go


def test_a_first_command_makes_the_environment_and_then_runs_in_it(newcomer: Newcomer) -> None:
    result = newcomer.run("demo", "--port", "8001")

    assert result.returncode == 0, result.stderr
    assert result.stdout == "ran demo --port 8001 on training_site.settings.dev\n"
    assert "Making the environment" in result.stderr
    assert "Installing 2 packages with uv" in result.stderr
    assert "Fetched 2 of 2 packages" in result.stderr
    assert "Installed 2 of 2 packages" in result.stderr
    assert len(newcomer.installations) == 1
    assert "--require-hashes" in newcomer.installations[0]


def test_a_second_command_installs_nothing_and_says_nothing(newcomer: Newcomer) -> None:
    newcomer.run("demo")
    result = newcomer.run("demo")

    assert (result.stdout, result.stderr) == ("ran demo on training_site.settings.dev\n", "")
    assert len(newcomer.installations) == 1


def test_without_uv_pip_installs(without_uv: Newcomer) -> None:
    result = without_uv.run("demo")

    assert result.returncode == 0, result.stderr
    assert "Installing 2 packages with pip" in result.stderr
    assert without_uv.installations[0].startswith("pip install")
    assert "--require-hashes" in without_uv.installations[0]


def test_the_command_test_installs_the_development_packages_and_ends_as_pytest_ends(newcomer: Newcomer) -> None:
    result = newcomer.run("test", "-k", "people", "--none")

    assert result.returncode == 5
    assert result.stdout == (
        f"pytest ran -c {newcomer.root}/pyproject.toml -p tests.options --ds=training_site.settings.test "
        f"-k people --none in {newcomer.root}\n"
    )
    assert "requirements-dev.txt" in newcomer.installations[0]


def test_a_command_after_the_tests_needs_no_second_installation(newcomer: Newcomer) -> None:
    newcomer.run("test")
    newcomer.run("demo")

    assert len(newcomer.installations) == 1


def test_tests_after_a_command_add_what_is_missing(newcomer: Newcomer) -> None:
    newcomer.run("demo")
    result = newcomer.run("test")

    assert result.returncode == 0, result.stderr
    assert len(newcomer.installations) == 2
    assert "anew" not in result.stderr


def test_changed_requirements_are_installed_again(newcomer: Newcomer) -> None:
    newcomer.run("demo")
    with (newcomer.root / "requirements.txt").open("a") as file:
        file.write("nh3==0.3 \\\n    --hash=sha256:04\n")
    result = newcomer.run("demo")

    assert "Installing 3 packages" in result.stderr
    assert len(newcomer.installations) == 2
    assert newcomer.run("demo").stderr == ""


def test_changed_requirements_are_noticed_by_the_interpreter_of_the_environment_itself(newcomer: Newcomer) -> None:
    newcomer.run("demo")
    (newcomer.root / "requirements.txt").write_text("django==5.3 \\\n    --hash=sha256:09\nwagtail==8.0\n")
    result = newcomer.run("demo", python=newcomer.venv / "bin" / "python")

    assert result.stdout == "ran demo on training_site.settings.dev\n"
    assert len(newcomer.installations) == 2


def test_a_developers_own_environment_is_left_alone(newcomer: Newcomer) -> None:
    for name in ("django/core/management/__init__.py", "wagtail/__init__.py"):
        (newcomer.modules / name).parent.mkdir(parents=True)
        (newcomer.modules / name).write_text("def execute_from_command_line(argv):\n    print('own')\n")
    result = newcomer.run("demo")

    assert (result.stdout, result.stderr) == ("own\n", "")
    assert not newcomer.venv.exists()


def test_an_environment_made_by_hand_is_completed_not_thrown_away(newcomer: Newcomer) -> None:
    newcomer.make_venv()
    (newcomer.venv / "bin" / "my-own-tool").touch()
    result = newcomer.run("demo")

    assert result.returncode == 0, result.stderr
    assert (newcomer.venv / "bin" / "my-own-tool").exists()


def test_two_first_runs_at_once_take_turns(newcomer: Newcomer) -> None:
    release = newcomer.hold_the_installer()
    with newcomer.start("demo", "1", installer="stuck at wagtail") as first:
        hear(first, "Installing 2 packages")
        with newcomer.start("demo", "2") as second:
            hear(second, "Another run is preparing .venv")
            os.write(release, b"x")
            assert second.communicate(timeout=60)[0] == "ran demo 2 on training_site.settings.dev\n"
        assert first.communicate(timeout=60)[0] == "ran demo 1 on training_site.settings.dev\n"
    assert len(newcomer.installations) == 1


# A half-made environment


def test_an_interrupted_first_run_says_so_and_the_next_one_starts_anew(newcomer: Newcomer) -> None:
    newcomer.hold_the_installer()
    with newcomer.start("demo", installer="stuck at wagtail") as process:
        hear(process, "Installing 2 packages")
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert last_line(errors) == "Stopped. Run the same command again to go on."
    assert "Traceback" not in errors

    result = newcomer.run("demo")
    assert ".venv is half-made or broken: making it anew." in result.stderr
    assert result.stdout == "ran demo on training_site.settings.dev\n"
    assert not (newcomer.root / ".venv.partial").exists()


def test_a_first_run_that_was_killed_is_made_anew(newcomer: Newcomer) -> None:
    newcomer.hold_the_installer()
    with newcomer.start("demo", installer="stuck at wagtail") as process:
        hear(process, "Installing 2 packages")
        os.killpg(process.pid, signal.SIGKILL)
    result = newcomer.run("demo")

    assert "making it anew" in result.stderr
    assert result.returncode == 0


def damaged_interpreter(newcomer: Newcomer) -> None:
    for name in ("python", "python3"):
        (newcomer.venv / "bin" / name).unlink(missing_ok=True)
        (newcomer.venv / "bin" / name).symlink_to("/nowhere/python3")


def a_package_of_another_version_too(newcomer: Newcomer) -> None:
    newcomer.stamp.write_text("")
    (next(newcomer.venv.glob("lib/*/site-packages")) / "django-4.2.dist-info").mkdir()


def lost_package(newcomer: Newcomer) -> None:
    shutil.rmtree(next(newcomer.venv.glob("lib/*/site-packages/django")))


def unfinished_stamp(newcomer: Newcomer) -> None:
    newcomer.stamp.write_text("")


def lost_stamp_and_interpreter(newcomer: Newcomer) -> None:
    newcomer.stamp.unlink()
    damaged_interpreter(newcomer)


def nothing_but_a_folder(newcomer: Newcomer) -> None:
    shutil.rmtree(newcomer.venv)
    newcomer.venv.mkdir()


def remains_of_an_earlier_removal(newcomer: Newcomer) -> None:
    (newcomer.root / ".venv.partial" / "lib").mkdir(parents=True)
    lost_package(newcomer)


@pytest.mark.parametrize(
    "damage",
    [
        damaged_interpreter,
        lost_package,
        a_package_of_another_version_too,
        unfinished_stamp,
        lost_stamp_and_interpreter,
        nothing_but_a_folder,
        remains_of_an_earlier_removal,
    ],
)
def test_a_damaged_environment_is_made_anew(newcomer: Newcomer, damage: Callable[[Newcomer], None]) -> None:
    newcomer.run("demo")
    damage(newcomer)
    result = newcomer.run("demo")

    assert "making it anew" in result.stderr
    assert result.stdout == "ran demo on training_site.settings.dev\n"
    assert newcomer.run("demo").stderr == ""
    assert not (newcomer.root / ".venv.partial").exists()


def test_a_hand_made_environment_that_only_claims_to_be_complete_is_made_anew(newcomer: Newcomer) -> None:
    newcomer.make_venv()
    newcomer.add_tool(
        "uv", f'if [ -e "{newcomer.log}" ]; then INSTALLER=well; fi\n' + (newcomer.tools / "uv").read_text()
    )
    result = newcomer.run("demo", installer="forgetful")

    assert "making it anew" in result.stderr
    assert result.returncode == 0


def a_file(venv: Path) -> None:
    venv.write_text("elsewhere")


def a_folder_of_notes(venv: Path) -> None:
    venv.mkdir()
    (venv / "notes.txt").write_text("mine")


def a_link_to_nowhere(venv: Path) -> None:
    venv.symlink_to("/nowhere")


@pytest.mark.parametrize("thing", [a_file, a_folder_of_notes, a_link_to_nowhere])
def test_something_else_called_venv_is_never_removed(newcomer: Newcomer, thing: Callable[[Path], None]) -> None:
    thing(newcomer.venv)
    result = newcomer.run("demo")

    assert result.returncode == 1
    assert last_line(result.stderr).endswith("no virtual environment: move it, then run the same command again.")
    assert os.path.lexists(newcomer.venv)


def test_without_a_network_what_ran_before_still_runs(newcomer: Newcomer) -> None:
    newcomer.run("demo")
    assert newcomer.run("test", installer="network").returncode == 1
    result = newcomer.run("demo")

    assert (result.stdout, result.stderr) == ("ran demo on training_site.settings.dev\n", "")


def test_an_addition_that_failed_half_way_is_not_taken_for_whole(newcomer: Newcomer) -> None:
    newcomer.run("demo")
    assert newcomer.run("test", installer="full disk at pytest-django").returncode == 1
    result = newcomer.run("demo")

    assert "making it anew" in result.stderr
    assert result.returncode == 0


def test_an_addition_that_was_cut_short_is_not_taken_for_whole(newcomer: Newcomer) -> None:
    newcomer.run("demo")
    newcomer.hold_the_installer()
    with newcomer.start("test", installer="stuck at pytest-django") as process:
        hear(process, "Fetched 4 of 4")
        os.killpg(process.pid, signal.SIGKILL)
    result = newcomer.run("demo")

    assert "making it anew" in result.stderr
    assert result.returncode == 0


# Every failure ends with a sentence


@pytest.mark.parametrize(
    ("installer", "sentence"),
    [
        ("hash", "A package is not the one that was locked"),
        ("hash in uv", "A package is not the one that was locked"),
        ("network", "The package index cannot be reached."),
        ("network in uv", "The package index cannot be reached."),
        ("disk", "The disk is full"),
        ("permission", "The folder of the project, or something in it, may not be written"),
        ("certificate", "The package index showed a certificate that this machine does not trust."),
        (
            "no file",
            "The package index gave no file of one package that fits this Python and this machine. Check that it can be",
        ),
        ("compiler", "One package had to be compiled on this machine and that failed."),
        ("killed", "The installation was stopped by the system (signal 9)"),
        ("forgetful", "All packages are in .venv and it still does not start."),
        ("unknown", "ERROR: the moon is in the wrong phase"),
    ],
)
def test_a_failed_installation_ends_with_one_clear_sentence(newcomer: Newcomer, installer: str, sentence: str) -> None:
    result = newcomer.run("demo", installer=installer)

    assert result.returncode == 1
    assert last_line(result.stderr).startswith(sentence)
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_the_run_after_a_failure_succeeds(newcomer: Newcomer) -> None:
    newcomer.run("demo", installer="network")
    result = newcomer.run("demo")

    assert result.returncode == 0, result.stderr


def test_an_unknown_failure_keeps_all_that_was_said(newcomer: Newcomer) -> None:
    newcomer.run("demo", installer="unknown")

    assert "the moon" in (newcomer.venv / "install.log").read_text()


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("venv/__main__.py", 'raise SystemExit("No module named venv")'),
        (
            "venv/__main__.py",
            "raise SystemExit('The virtual environment was not created: ensurepip is not available.')",
        ),
    ],
    ids=["no venv", "venv without ensurepip"],
)
def test_a_python_without_venv_names_the_missing_system_package(newcomer: Newcomer, module: str, text: str) -> None:
    newcomer.add_module("venv/__init__.py", "")
    newcomer.add_module(module, text)
    result = newcomer.run("demo")

    assert result.returncode == 1
    assert "sudo apt install python3." in last_line(result.stderr)


def test_a_python_without_ensurepip_names_the_missing_system_package(without_uv: Newcomer) -> None:
    shutil.rmtree(without_uv.modules / "pip")
    without_uv.add_module("ensurepip.py", "raise SystemExit('No module named ensurepip')")
    result = without_uv.run("demo")

    assert result.returncode == 1
    assert "-venv" in last_line(result.stderr)


def test_a_full_disk_while_the_environment_is_created_is_named(newcomer: Newcomer) -> None:
    newcomer.add_module("venv/__init__.py", "")
    newcomer.add_module("venv/__main__.py", "raise OSError(28, 'No space left on device')")
    result = newcomer.run("demo")

    assert result.returncode == 1
    assert last_line(result.stderr).startswith("The disk is full")


def test_an_unknown_failure_while_the_environment_is_created_is_shown(newcomer: Newcomer) -> None:
    newcomer.add_module("venv/__init__.py", "")
    newcomer.add_module("venv/__main__.py", "raise SystemExit('out of luck')")
    result = newcomer.run("demo")

    assert result.returncode == 1
    assert last_line(result.stderr).endswith("failed: out of luck")


def test_a_folder_that_may_not_be_written_is_named(newcomer: Newcomer) -> None:
    setpriv = shutil.which("setpriv")
    if os.geteuid() == 0 and not setpriv:
        pytest.skip("needs an ordinary user, or setpriv from util-linux to take the rights of root away")
    before = (setpriv, "--bounding-set", "-dac_override") if os.geteuid() == 0 else ()
    newcomer.root.chmod(stat.S_IRUSR | stat.S_IXUSR)
    result = newcomer.run("demo", before=before)
    newcomer.root.chmod(stat.S_IRWXU)

    assert result.returncode == 1
    assert last_line(result.stderr).startswith("The folder of the project, or something in it, may not be written")


def test_a_missing_requirements_file_is_named(newcomer: Newcomer) -> None:
    (newcomer.root / "requirements.txt").unlink()
    result = newcomer.run("demo")

    assert result.returncode == 1
    assert last_line(result.stderr).endswith("requirements.txt is missing: is this the whole repository?")


OLD_PYTHON = "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = ['manage.py', 'demo', '--reset']; runpy.run_path('manage.py', run_name='__main__')"


def run_with_an_old_python(newcomer: Newcomer) -> str:
    import subprocess

    command = [BASE_PYTHON, "-S", "-c", OLD_PYTHON]
    result = subprocess.run(
        command, cwd=newcomer.root, env=newcomer.environment(), capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    return last_line(result.stderr)


def test_a_python_that_is_too_old_says_so(newcomer: Newcomer) -> None:
    assert run_with_an_old_python(newcomer) == (
        "Python 3.9.2 is too old: the platform needs 3.11 or newer. Install a newer one and run the command with it."
    )
    assert not newcomer.venv.exists()


def test_a_python_that_is_too_old_points_to_a_newer_one_that_starts(newcomer: Newcomer) -> None:
    newcomer.add_tool("python3.13", "exit 127")
    newcomer.add_tool("python3.12", "exit 0")

    assert run_with_an_old_python(newcomer).endswith("Run instead: python3.12 manage.py demo --reset")


@pytest.mark.parametrize(
    "name", ["manage.py", "training_site/__init__.py", "training_site/bootstrap.py", "training_site/installation.py"]
)
def test_an_old_python_can_read_the_file(name: str) -> None:
    tree = ast.parse((bootstrap.ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))

    futures = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert not futures
    assert not evaluated_subscripts(tree)


def evaluated_subscripts(tree: ast.Module) -> list[str]:
    """Annotations that Python 3.6 would evaluate and could not: `list[str]`, `str | None` outside quotes."""
    annotations = [node.annotation for node in ast.walk(tree) if isinstance(node, ast.arg | ast.AnnAssign)]
    annotations += [node.returns for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [
        ast.unparse(annotation)
        for annotation in annotations
        if isinstance(annotation, ast.Subscript | ast.BinOp) and not ast.unparse(annotation).startswith("IO[")
    ]
