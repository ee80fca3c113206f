"""Operators train, list, promote and roll back models; each act is in the audit trail, or it is not done."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from cryptography.fernet import Fernet
from rich.console import Console
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.nlu import registry
from bot.nlu.client import NluClient
from bot.nlu.listing import listed
from bot.runtime import put_to_use
from bot.runtime.failures import Failure
from bot.runtime.operator_trail import operator
from bot.runtime.up import free_port
from bot.settings import Settings
from bot.store import keys
from bot.store.anchor import Anchor
from bot.store.cipher import load_cipher
from bot.store.trail import Act, Trail
from tests.bot.nlu.test_lean import CONFIG
from tests.bot.nlu.test_server import running
from tests.redis_server import running_redis

pytestmark = pytest.mark.nlu

TOKEN = "a-long-token"
AWAY = "redis://127.0.0.1:9"
LABELS = {
    "report_immediate_danger": ["he is hitting her now", "she has taken pills", "dad is outside with a knife"],
    "greet": ["hello", "hi there", "good morning"],
    "ask_retention": ["how long are notes kept", "when do we delete files", "keep records how long"],
}
SWAPPED = dict(zip(LABELS, [LABELS["greet"], LABELS["report_immediate_danger"], LABELS["ask_retention"]], strict=True))


def write_examples(folder: Path, labels: dict[str, list[str]]) -> None:
    blocks = (
        f"- intent: {name}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
        for name, texts in labels.items()
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nlu.yml").write_text('version: "3.1"\nnlu:\n' + "".join(blocks), encoding="utf-8")


class Project:
    """A project's folder with its home inside, and the command line in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "var"
        self.models = self.home / "models"

    def learns(self, labels: dict[str, list[str]]) -> None:
        write_examples(self.folder / "nlu_data" / "training", labels)

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", *words]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "NLU_", "REDIS_"))}
        surroundings = {**clean, "SHAREWISE_HOME": str(self.home), **environment}
        return subprocess.run(
            command, cwd=self.folder, env=surroundings, capture_output=True, text=True, check=False, timeout=280
        )

    @property
    def in_use(self) -> str | None:
        return registry.in_use(self.models)

    def noted(self) -> list[tuple[Act, str]]:
        """The entries of the trail of models, read from the Redis on this home."""
        with running_redis(self.home) as redis, redis.client() as client:
            cipher = load_cipher([], self.home)
            trail = Trail(client, cipher, Anchor(self.home, cipher))
            entries = trail.entries(keys.ANY_TEAM)
            assert trail.broken(keys.ANY_TEAM) is None
        assert {entry.user_id for entry in entries} <= {operator()}
        return [(entry.act, entry.reference) for entry in entries]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, subprocess.CompletedProcess[str]]:
    """A project on which `sharewise train` was run once, with no Redis running, and what it said."""
    project = Project(tmp_path_factory.mktemp("project"))
    shutil.copy(CONFIG, project.folder)
    write_examples(project.folder / "nlu_data" / "tests", LABELS)
    project.learns(LABELS)
    return project, project.run("train")


@pytest.fixture(scope="module")
def after_worse_data(
    fresh: tuple[Project, object], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Project, subprocess.CompletedProcess[str]]:
    """A copy of it, trained once more on labels that were mixed up, and what that said."""
    project = copied(fresh[0], tmp_path_factory.mktemp("worse"))
    project.learns(SWAPPED)
    return project, project.run("train")


@pytest.fixture
def project(fresh: tuple[Project, object], tmp_path: Path) -> Project:
    """A copy of the first, to change."""
    return copied(fresh[0], tmp_path)


def copied(project: Project, folder: Path) -> Project:
    return Project(Path(shutil.copytree(project.folder, folder / "p", ignore=shutil.ignore_patterns("*.sock"))))


@pytest.fixture
def second(project: Project) -> str:
    """Another sound model beside the one in use: the same one under another id."""
    noted = registry.card(project.models, project.in_use or "").model_copy(update={"id": "second"})
    shutil.copy(registry.archive(project.models, project.in_use or ""), registry.archive(project.models, "second"))
    registry.keep(project.models, noted)
    return noted.id


@contextmanager
def language_process(project: Project) -> Iterator[dict[str, str]]:
    """`sharewise nlu` on the project's home; the settings that lead to it."""
    settings = {"NLU_URL": f"http://127.0.0.1:{free_port()}", "NLU_TOKEN": TOKEN}
    environment = {**os.environ, "SHAREWISE_HOME": str(project.home), **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "nlu"], cwd=project.folder, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=10)) as client:
            client.get(f"{settings['NLU_URL']}/healthz", timeout=60)
        yield settings
    finally:
        process.terminate()
        process.wait()


class TestTraining:
    def test_the_first_model_is_put_to_use_and_noted_with_no_redis_running(
        self, fresh: tuple[Project, subprocess.CompletedProcess[str]]
    ) -> None:
        project, told = fresh
        assert told.returncode == 0, told.stderr
        assert project.in_use is not None
        assert f"Model {project.in_use} is in use." in told.stderr
        assert "No language process runs now" in told.stderr
        assert project.noted() == [(Act.MODEL_TRAINED, project.in_use), (Act.MODEL_PROMOTED, project.in_use)]

    def test_a_worse_model_is_kept_and_not_put_to_use(
        self, fresh: tuple[Project, object], after_worse_data: tuple[Project, subprocess.CompletedProcess[str]]
    ) -> None:
        project, told = after_worse_data
        new, before = (model["id"] for model in json.loads(project.run("models", "--json").stdout))
        assert (told.returncode, project.in_use) == (1, before)
        (said,) = [line for line in told.stderr.splitlines() if line.startswith("sharewise: ")]
        assert "report_immediate_danger 0.0% against 100.0%" in said
        assert f"sharewise promote {new}" in said
        assert "Traceback" not in told.stderr
        assert project.noted()[-1] == (Act.MODEL_TRAINED, new)

    def test_with_the_trail_out_of_reach_nothing_is_trained(self, project: Project) -> None:
        told = project.run("train", REDIS_URL=AWAY)
        assert told.returncode == 1
        assert "audit trail cannot be reached" in told.stderr
        assert len(list(project.models.glob("*.tar.gz"))) == 1


class TestPromotion:
    def test_it_can_be_taken_back_and_both_are_noted(self, project: Project, second: str) -> None:
        first = project.in_use
        promoted = project.run("promote", second)
        assert (promoted.returncode, project.in_use) == (0, second)
        assert f"in place of {first}" in promoted.stderr
        assert project.run("rollback").returncode == 0
        assert project.in_use == first
        assert project.noted()[-2:] == [(Act.MODEL_PROMOTED, second), (Act.MODEL_ROLLED_BACK, first)]

    def test_a_changed_archive_is_refused_in_one_line_and_nothing_changes(self, project: Project, second: str) -> None:
        first, noted = project.in_use, project.noted()
        registry.archive(project.models, second).write_bytes(b"another")
        told = project.run("promote", second)
        assert (told.returncode, project.in_use, project.noted()) == (1, first, noted)
        assert len(told.stderr.splitlines()) == 1
        assert f"is not the one that was trained; {first} stays in use" in told.stderr

    def test_a_model_that_does_not_answer_as_it_did_is_refused(self, project: Project, second: str) -> None:
        first = project.in_use
        noted = registry.card(project.models, second)
        registry.keep(project.models, noted.model_copy(update={"smoke": {"hello": ("ask_retention", 0.5)}}))
        told = project.run("promote", second)
        assert (told.returncode, project.in_use) == (1, first)
        assert "does not answer as it did" in told.stderr

    @pytest.mark.parametrize("name", ["gone", "../models"])
    def test_a_model_that_is_not_there_is_refused(self, project: Project, name: str) -> None:
        first = project.in_use
        told = project.run("promote", name)
        assert (told.returncode, project.in_use) == (1, first)
        assert len(told.stderr.splitlines()) == 1

    def test_what_cannot_be_noted_is_not_done(self, project: Project, second: str) -> None:
        first = project.in_use
        (project.home / "keys" / "fernet.key").unlink()
        told = project.run("promote", second, SHAREWISE_KEYS=Fernet.generate_key().decode())
        assert (told.returncode, project.in_use) == (1, first)
        assert "the audit trail cannot take an entry, so nothing was done" in told.stderr

    def test_the_model_in_use_is_said_to_be_in_use_already(self, project: Project) -> None:
        noted = project.noted()
        told = project.run("promote", project.in_use or "")
        assert told.returncode == 0
        assert "in use already" in told.stderr
        assert project.noted() == noted

    def test_with_no_model_before_there_is_nothing_to_go_back_to(self, project: Project) -> None:
        told = project.run("rollback")
        assert told.returncode == 1
        assert "nothing to go back to" in told.stderr

    def test_somebody_may_say_so_all_the_same_and_a_running_language_process_takes_it_up(
        self, after_worse_data: tuple[Project, object], tmp_path: Path
    ) -> None:
        project = copied(after_worse_data[0], tmp_path)
        new, before = (registry.card(project.models, each.id) for each in listed(project.models))
        with language_process(project) as settings:
            client = NluClient(settings["NLU_URL"], TOKEN, 30)
            assert client.model() == before.model_id
            told = project.run("promote", new.id, **settings)
            assert told.returncode == 0, told.stderr
            assert "The running language process answers with it now." in told.stderr
            assert client.parse(["hello"])[0].model == new.model_id

    def test_a_language_process_that_does_not_follow_is_named(
        self, fresh: tuple[Project, object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def another(_: Request) -> JSONResponse:
            return JSONResponse({"status": "ready", "model": "another"})

        monkeypatch.setattr(put_to_use, "FOLLOWED_WITHIN", 0.1)
        card = registry.card(fresh[0].models, fresh[0].in_use or "")
        app = Starlette(routes=[Route("/readyz", another)])
        with running(app) as url, pytest.raises(Failure, match="still answers with the model before"):
            put_to_use.taken_up(
                Settings.model_validate({"nlu_url": url, "nlu_token": TOKEN}), card, Console(stderr=True)
            )


class TestListing:
    def test_it_says_which_is_in_use_and_which_is_not_as_trained(self, project: Project, second: str) -> None:
        registry.archive(project.models, second).write_bytes(b"another")
        told = project.run("models").stdout
        rows = {line.split()[1]: line for line in told.splitlines() if "│" in line}
        assert "in use" in rows[project.in_use or ""]
        assert "whole" in rows[project.in_use or ""]
        assert "NOT AS TRAINED" in rows[second]

    def test_without_a_model_it_says_what_to_run(self, tmp_path: Path) -> None:
        told = Project(tmp_path).run("models")
        assert told.returncode == 0
        assert "sharewise train" in told.stdout
