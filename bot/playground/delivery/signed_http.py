"""Signed HTTP: requests as Slack posts them to an app's request URL."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

from bot.playground.delivery.parcel import Parcel, ParcelKind, Reply
from bot.playground.wire import JsonObject

FORM = "application/x-www-form-urlencoded"
BODIES: Mapping[ParcelKind, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    "events_api": ("application/json", json.dumps),
    "interactive": (FORM, lambda payload: urlencode({"payload": json.dumps(payload)})),
    "slash_commands": (FORM, urlencode),
}
"""Content type and body of each kind of request."""


class SignedHttp:
    """Posts to one request URL."""

    def __init__(self, url: str, signing: str, now: Callable[[], float]) -> None:
        self._url = url
        self._signer = SignatureVerifier(signing)
        self._now = now
        self._client = httpx.AsyncClient(timeout=30.0, trust_env=False)

    async def send(self, parcel: Parcel, seconds: float) -> Reply:
        """Posts one parcel; anything but a 2xx in time is a failure."""
        content_type, write = BODIES[parcel.kind]
        headers = {"Content-Type": content_type}
        if parcel.attempt:
            headers |= {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.reason or ""}
        body = write(parcel.payload)
        try:
            async with asyncio.timeout(seconds):
                response = await self.post(body.encode(), headers | self.signature(body))
        except TimeoutError:
            return Reply("http", "http_timeout")
        except httpx.HTTPError:
            return Reply("http", "connection_failed")
        stop = response.headers.get("X-Slack-No-Retry") == "1"
        failure = None if response.is_success else "http_error"
        return Reply("http", failure, _read(response) if response.is_success else None, stop)

    def signature(self, body: str, timestamp: int | None = None) -> dict[str, str]:
        """The two headers that prove a body is Slack's; `timestamp` in seconds, now unless said."""
        sent = str(int(self._now()) if timestamp is None else timestamp)
        signed = self._signer.generate_signature(timestamp=sent, body=body)
        return {"X-Slack-Request-Timestamp": sent, "X-Slack-Signature": signed or ""}

    async def post(self, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        """Posts a body as it is. Raises `httpx.HTTPError` when the app cannot be reached."""
        return await self._client.post(self._url, content=body, headers=dict(headers))

    async def close(self) -> None:
        """Lets go of every connection."""
        await self._client.aclose()


def _read(response: httpx.Response) -> JsonObject | None:
    if not response.content:
        return None
    if response.headers.get("content-type", "").startswith("application/json"):
        body = response.json()
        return body if isinstance(body, dict) else None
    return {"text": response.text}
