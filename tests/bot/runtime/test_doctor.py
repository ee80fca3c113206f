"""`sharewise doctor` looks at everything, names what is not good and how to mend it, and never shows a secret."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import yaml
from cryptography.fernet import Fernet

from bot.playground.background import Running, in_background
from bot.playground.config import local_config
from bot.runtime import doctor
from bot.runtime.checks import files, language, records, slack
from bot.runtime.checks.check import Check, State
from bot.runtime.checks.files import file_checks
from bot.runtime.checks.language import language_checks
from bot.runtime.checks.records import key_checks, redis_checks
from bot.runtime.checks.slack import slack_checks
from bot.runtime.checks.variables import VARIABLES, every_variable
from bot.runtime.running import note_nlu
from bot.settings import Settings
from bot.slack.manifest import manifest
from bot.store.cipher import load_cipher
from tests.redis_server import RedisServer

LEADS = "C0LEADS001"
AWAY = "http://127.0.0.1:9"
TODAY = date(2026, 11, 20)
NEEDED = frozenset(manifest()["oauth_config"]["scopes"]["bot"])


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of ours, no `.env`, and a home of the test's own."""
    for variable in every_variable():
        monkeypatch.delenv(variable.name, raising=False)
    monkeypatch.setenv("SHAREWISE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@contextmanager
def local_slack(**changes: object) -> Iterator[Running]:
    with in_background(local_config(port=0, **changes)) as running:
        yield running


def settings_of(running: Running, **more: object) -> Settings:
    return Settings.model_validate({**{k.lower(): v for k, v in running.config.environment.items()}, **more})


def found(checks: Iterator[Check]) -> dict[str, Check]:
    return {check.what: check for check in checks}


def states(checks: Iterator[Check]) -> dict[str, State]:
    return {check.what: check.state for check in checks}


class TestReport:
    def test_with_nothing_set_it_says_what_to_set(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert doctor.run(as_json=False) == 1
        lines = capsys.readouterr().out.splitlines()
        (token,) = [line for line in lines if "SLACK_BOT_TOKEN" in line]
        assert token.startswith("not good")
        assert "To mend it: install the app" in token
        (leads,) = [line for line in lines if "LEADS_CHANNEL" in line]
        assert leads.startswith("not good")

    def test_with_everything_away_the_report_is_whole_and_each_fault_says_how_to_mend_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        away = {"REDIS_URL": "redis://127.0.0.1:9", "NLU_URL": AWAY, "SLACK_API_URL": f"{AWAY}/api/"}
        secrets = {"SLACK_BOT_TOKEN": "xoxb-hush", "SLACK_APP_TOKEN": "xapp-hush", "NLU_TOKEN": "hush"}
        contacts = {"LEADS_CHANNEL": LEADS, "EMERGENCY_CONTACTS": "gone.yml"}
        for name, value in {**away, **secrets, **contacts}.items():
            monkeypatch.setenv(name, value)
        assert doctor.run(as_json=True) == 1
        printed = capsys.readouterr().out
        told = json.loads(printed)
        faults = {check["what"]: check for check in told["checks"] if check["state"] == State.BAD}
        assert not told["good"]
        assert set(faults) == {slack.TOKEN, records.REDIS, language.PROCESS, files.NUMBERS}
        assert all(check["mend"] for check in faults.values())
        assert {records.KEYS, files.DISK} <= {check["what"] for check in told["checks"]}
        assert "hush" not in printed

    def test_a_setting_that_cannot_be_read_is_named_and_the_rest_looked_at(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SHAREWISE_PORT", "a port")
        checks = found(doctor.checks())
        assert checks["SHAREWISE_PORT"].state is State.BAD
        assert "a port" not in checks["SHAREWISE_PORT"].model_dump_json()
        assert files.DISK in checks


class TestVariables:
    def test_every_setting_is_listed_and_those_of_the_contract_too(self) -> None:
        listed = {variable.name for variable in every_variable()}
        assert {name.upper() for name in Settings.model_fields} - {"SHAREWISE_RUN"} <= listed
        assert {"SLACK_CLIENT_ID", "ADMINS_GROUP", "LEADS", "EMERGENCY_CONTACTS"} <= listed

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("LEADS_CHANNEL", "#safeguarding-leads"),
            ("LEADS_CHANNEL", "U0LEAD0001"),
            ("ADMINS_GROUP", "admins"),
            ("LEADS", "U0LEAD0001, idris"),
            ("ALLOWED_CHANNELS", "C0TEAM0001, #general"),
            ("REVIEW_AFTER_DAYS", "a year"),
            ("SLACK_BOT_TOKEN", "xapp-hush"),
            ("SLACK_APP_TOKEN", "xoxb-hush"),
            ("REDIS_URL", "localhost:6379"),
            ("NLU_URL", "localhost:5005"),
        ],
    )
    def test_what_does_not_look_as_it_should_is_named_without_its_value(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        monkeypatch.setenv(name, value)
        check = found(doctor.variable_checks(doctor.given()))[name]
        assert check.state is State.BAD
        assert check.mend
        assert value not in check.model_dump_json()

    @pytest.mark.parametrize(
        ("name", "value"),
        [("LEADS_CHANNEL", LEADS), ("LEADS_GROUP", "S0LEADS001"), ("LEADS", "U0LEAD0001, U0LEAD0002")],
    )
    def test_what_looks_right_is_good(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        monkeypatch.setenv(name, value)
        assert found(doctor.variable_checks(doctor.given()))[name].found == "set"

    def test_a_dotenv_file_counts_and_an_empty_value_does_not(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text(f"LEADS_CHANNEL={LEADS}\nADMINS_CHANNEL=\n", encoding="utf-8")
        assert set(doctor.given()) == {"LEADS_CHANNEL", "SHAREWISE_HOME"}

    def test_socket_mode_and_http_spare_one_another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-hush")
        assert found(doctor.variable_checks(doctor.given()))["SLACK_SIGNING_SECRET"].state is State.GOOD

    def test_a_language_process_elsewhere_needs_its_token(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert found(doctor.variable_checks(doctor.given()))["NLU_TOKEN"].state is State.GOOD
        monkeypatch.setenv("NLU_URL", AWAY)
        assert found(doctor.variable_checks(doctor.given()))["NLU_TOKEN"].state is State.BAD

    def test_names_stand_once(self) -> None:
        assert len({variable.name for variable in VARIABLES}) == len(VARIABLES)


class TestSlack:
    def test_all_is_good_where_the_app_is_installed_as_asked(self) -> None:
        with local_slack() as running:
            assert set(states(slack_checks(settings_of(running, leads_channel=LEADS))).values()) == {State.GOOD}

    def test_a_missing_scope_is_named(self) -> None:
        with local_slack(scopes=NEEDED - {"users:read"}) as running:
            check = found(slack_checks(settings_of(running)))[slack.SCOPES]
        assert (check.state, check.found) == (State.BAD, "missing: users:read")

    def test_without_a_scope_to_look_a_channel_is_not_checked(self) -> None:
        with local_slack(scopes=NEEDED - {"groups:read", "channels:read"}) as running:
            told = states(slack_checks(settings_of(running, leads_channel=LEADS)))
        assert told["The bot is in LEADS_CHANNEL"] is State.UNKNOWN

    @pytest.mark.parametrize(
        ("channel", "said"),
        [
            ("C0NOBOT001", "not a member"),
            ("C0NOBOT002", "channel_not_found"),
            ("C0SHARED01", "other organisations"),
            ("C0OLD00001", "archived"),
            ("C0GONE0001", "channel_not_found"),
        ],
    )
    def test_a_channel_that_notices_should_not_go_to_is_named(self, channel: str, said: str) -> None:
        with local_slack() as running:
            check = found(slack_checks(settings_of(running, leads_channel=channel)))["The bot is in LEADS_CHANNEL"]
        assert check.state is State.BAD
        assert said in check.found

    def test_a_token_that_slack_refuses_is_named_and_nothing_else_is_asked(self) -> None:
        with local_slack() as running:
            checks = found(slack_checks(settings_of(running, slack_bot_token="xoxb-hush")))
        assert (set(checks), checks[slack.TOKEN].state) == ({slack.TOKEN}, State.BAD)
        assert "invalid_auth" in checks[slack.TOKEN].found

    def test_an_app_token_that_slack_refuses_is_named(self) -> None:
        with local_slack() as running:
            checks = found(slack_checks(settings_of(running, slack_app_token="xapp-hush")))
        assert checks[slack.SOCKET].state is State.BAD

    def test_a_busy_slack_is_not_taken_for_a_wrong_app_token(self) -> None:
        with local_slack() as running:
            running.client.fail_next(method="apps.connections.open", error="ratelimited")
            checks = found(slack_checks(settings_of(running)))
        assert checks[slack.SOCKET].state is State.UNKNOWN

    def test_a_slack_that_hangs_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(slack, "SECONDS", 1)
        with local_slack() as running:
            running.client.fail_next(method="auth.test", delay=3)
            checks = found(slack_checks(settings_of(running)))
        assert checks[slack.TOKEN].state is State.BAD
        assert "cannot be reached" in checks[slack.TOKEN].found


class TestRecords:
    def test_the_embedded_redis_is_good(self, redis_server: RedisServer) -> None:
        told = states(redis_checks(Settings(sharewise_home=redis_server.home)))
        assert told == {records.REDIS: State.GOOD, records.DURABLE: State.GOOD}

    def test_a_redis_that_may_lose_records_is_named_with_what_to_set(self, redis_server: RedisServer) -> None:
        with redis_server.client() as client:
            client.config_set("maxmemory-policy", "allkeys-lru")
            client.config_set("appendfsync", "everysec")
        faults = [
            check for check in redis_checks(Settings(sharewise_home=redis_server.home)) if check.what == records.DURABLE
        ]
        assert [check.state for check in faults] == [State.BAD, State.BAD]
        assert {check.mend for check in faults} == {"set maxmemory-policy noeviction", "set appendfsync always"}

    def test_an_embedded_redis_that_nobody_started_is_no_fault_unless_the_system_is_up(self, home: Path) -> None:
        assert states(redis_checks(Settings())) == {records.REDIS: State.UNKNOWN}
        (home / "run").mkdir()
        note_nlu(home / "run", AWAY, "hush")
        assert states(redis_checks(Settings())) == {records.REDIS: State.BAD}

    def test_looking_makes_no_key(self, home: Path) -> None:
        assert states(key_checks(Settings())) == {records.KEYS: State.GOOD}
        assert list(home.iterdir()) == []

    def test_a_key_file_that_others_can_read_is_named_and_left_as_it_is(self, home: Path) -> None:
        load_cipher([], home)
        path = home / "keys" / "fernet.key"
        assert states(key_checks(Settings())) == {records.KEY_FILE_CLOSED: State.GOOD}
        path.chmod(0o644)
        (check,) = key_checks(Settings())
        assert (check.state, check.mend) == (State.BAD, f"chmod 600 {path}")
        assert path.stat().st_mode & 0o777 == 0o644

    def test_a_key_that_is_none_is_named_by_its_place(self) -> None:
        keys = f"{Fernet.generate_key().decode()},hush"
        (check,) = key_checks(Settings.model_validate({"sharewise_keys": keys}))
        assert (check.state, check.what) == (State.BAD, records.KEYS)
        assert "key 2" in check.found
        assert "hush" not in check.model_dump_json()


@pytest.mark.nlu
class TestLanguage:
    def test_a_sound_model_with_no_process_running_is_good(self, home: Path, trained_models: Path) -> None:
        (home / "models").symlink_to(trained_models)
        assert states(language_checks(Settings())) == {language.MODEL: State.GOOD, language.PROCESS: State.UNKNOWN}

    def test_a_changed_model_is_named(self, home: Path, trained_models: Path) -> None:
        (home / "models").mkdir()
        for path in trained_models.iterdir():
            if path.suffix != ".gz":
                (home / "models" / path.name).write_bytes(path.read_bytes())
        check = found(language_checks(Settings()))[language.MODEL]
        assert check.state is State.BAD
        assert "sharewise rollback" in check.mend

    def test_without_a_model_it_says_what_to_run(self) -> None:
        assert "sharewise train" in found(language_checks(Settings()))[language.MODEL].mend


class TestFiles:
    def contacts(self, *checked: str) -> Settings:
        read = [{"label": f"Duty line {day}", "number": "01632 960000", "checked": day} for day in checked]
        Path("contacts.yml").write_text(yaml.safe_dump(read), encoding="utf-8")
        return Settings(emergency_contacts=Path("contacts.yml"))

    def test_numbers_are_good_and_the_oldest_day_is_shown(self) -> None:
        check = found(file_checks(self.contacts("2026-01-31", "2025-03-01"), TODAY))[files.NUMBERS]
        assert check.state is State.GOOD
        assert "2025-03-01" in check.found

    def test_a_day_still_to_come_is_named(self) -> None:
        check = found(file_checks(self.contacts("2026-01-31", "2026-12-01"), TODAY))[files.NUMBERS]
        assert check.state is State.BAD
        assert "Duty line 2026-12-01" in check.found

    def test_a_file_that_cannot_be_used_is_named_with_its_form(self) -> None:
        Path("contacts.yml").write_text("- 999", encoding="utf-8")
        check = found(file_checks(Settings(emergency_contacts=Path("contacts.yml")), TODAY))[files.NUMBERS]
        assert check.state is State.BAD
        assert "YAML list" in check.mend

    def test_none_given_is_no_fault_and_the_disk_is_good(self) -> None:
        assert states(file_checks(Settings(), TODAY)) == {files.NUMBERS: State.GOOD, files.DISK: State.GOOD}

    def test_a_home_that_is_a_file_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        check = found(file_checks(Settings(sharewise_home=tmp_path / "file" / "home"), TODAY))[files.DISK]
        assert check.state is State.BAD
