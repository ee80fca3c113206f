"""What processes look at when they start."""

import pytest
from pydantic import SecretStr
from redis import Redis
from structlog.testing import capture_logs

from bot.runtime import parts
from bot.settings import Settings
from bot.store.connect import connect
from tests.redis_server import RedisServer


class TestDurability:
    def told(self, client: Redis, url: str | None) -> list[str]:
        settings = Settings(redis_url=SecretStr(url) if url else None)
        with capture_logs() as logs:
            parts.warn_of_loss(settings, client)
        return [f"{each['log_level']}: {each['reason']}" for each in logs]

    def test_a_redis_that_may_lose_records_is_warned_of_and_nothing_is_refused(self, redis_server: RedisServer) -> None:
        client = connect(redis_server.url)
        assert self.told(client, redis_server.url) == []
        client.config_set("appendfsync", "everysec")
        [told] = self.told(client, redis_server.url)
        assert told.startswith("warning: the last seconds may be lost")

    def test_a_redis_that_is_away_stops_no_start(self, redis_server: RedisServer) -> None:
        client = connect(redis_server.url)
        redis_server.kill()
        [told] = self.told(client, redis_server.url)
        assert told.startswith("warning: unknown")

    def test_the_embedded_one_is_not_asked(self, redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
        client = connect(redis_server.url)
        client.config_set("appendfsync", "everysec")
        monkeypatch.delenv("REDIS_URL", raising=False)
        assert self.told(client, None) == []
