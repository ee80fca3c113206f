"""The settings that connect a bot."""

import pytest
from pydantic import ValidationError

from bot.playground.config import local_config


def test_socket_mode_comes_with_an_app_token_and_http_without() -> None:
    assert local_config(port=1234).environment == {
        "SLACK_API_URL": "http://127.0.0.1:1234/api/",
        "SLACK_BOT_TOKEN": "xoxb-playground",
        "SLACK_APP_TOKEN": "xapp-playground",
        "SLACK_SIGNING_SECRET": "playground-signing-secret",
    }
    assert "SLACK_APP_TOKEN" not in local_config(http_url="http://127.0.0.1:3000/slack/events").environment


def test_a_misspelt_setting_is_refused() -> None:
    with pytest.raises(ValidationError):
        local_config(prot=1234)
