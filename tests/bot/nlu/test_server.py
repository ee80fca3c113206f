"""The language process over HTTP, with the real model: a token, plain refusals, Rasa's shape, and no words in logs."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from actions.entities import Agency, ConsentState
from actions.intents import CLASSIFIED
from bot.nlu.client import NluClient, NluUnavailable
from bot.nlu.loading import LoadedModel
from bot.nlu.server import MAX_BODY, MOST_TEXTS, build_app, serve

pytestmark = pytest.mark.nlu

TOKEN = "a-long-token"
QUESTION = "dad said no, can I still refer to children's services?"


@contextmanager
def running(app: Starlette) -> Iterator[str]:
    """The application on a free port of loopback; its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, ws="none", log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def address(model: LoadedModel) -> Iterator[str]:
    with running(build_app(model, TOKEN)) as url:
        yield url


@pytest.fixture
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30) as client:
        yield client


class TestParsing:
    def test_one_text_gives_rasas_own_shape(self, http: httpx.Client, model: LoadedModel) -> None:
        found = http.post("/model/parse", json={"text": QUESTION}).json()
        assert set(found) == {"text", "intent", "intent_ranking", "entities", "model_id"}
        assert found["intent"] == found["intent_ranking"][0]
        assert found["intent"]["name"] == "ask_share_without_consent"
        assert found["model_id"] == model.model_id

    def test_many_texts_give_results_in_their_order(self, http: httpx.Client) -> None:
        texts = [QUESTION, "hello there", "what's rule 5"]
        results = http.post("/model/parse", json={"texts": texts}).json()["results"]
        assert [result["text"] for result in results] == texts
        assert [result["intent"]["name"] for result in results] == [
            "ask_share_without_consent",
            "greet",
            "ask_golden_rules",
        ]

    def test_no_texts_give_no_results(self, http: httpx.Client) -> None:
        assert http.post("/model/parse", json={"texts": []}).json() == {"results": []}

    def test_company_does_not_change_an_answer(self, http: httpx.Client) -> None:
        alone = http.post("/model/parse", json={"text": QUESTION}).json()
        together = http.post("/model/parse", json={"texts": ["hi", QUESTION, "word " * 700]}).json()["results"][1]
        assert together["intent"]["name"] == alone["intent"]["name"]
        assert together["intent"]["confidence"] == pytest.approx(alone["intent"]["confidence"], abs=1e-4)

    def test_entities_are_normalised_and_lie_where_they_stand_in_the_text_as_given(self, http: httpx.Client) -> None:
        text = "  /dad said no, can I still refer to “children’s services”?"
        entities = http.post("/model/parse", json={"text": text}).json()["entities"]
        assert {(each["entity"], each["value"], text[each["start"] : each["end"]]) for each in entities} >= {
            ("consent_status", ConsentState.REFUSED, "said no"),
            ("agency", Agency.CHILDREN_SOCIAL_CARE, "children’s services"),
        }

    def test_labels_are_those_of_the_guide(self, http: httpx.Client) -> None:
        ranking = http.post("/model/parse", json={"text": QUESTION}).json()["intent_ranking"]
        assert {each["name"] for each in ranking} <= set(CLASSIFIED)

    def test_the_longest_batch_of_the_longest_texts_is_parsed(self, http: httpx.Client) -> None:
        assert len(http.post("/model/parse", json={"texts": ["word " * 799] * 16}).json()["results"]) == 16


class TestCommands:
    """What Rasa would obey, or fall over, is parsed as the words it holds."""

    @pytest.mark.parametrize(
        ("command", "words"),
        [
            ("/greet", "greet"),
            ("/out_of_scope", "out_of_scope"),
            ("\u00a0/report_immediate_danger", "report_immediate_danger"),
            ("/ask_retention@0.3", "ask_retention@0.3"),
            ('/greet{"agency": "police"}', 'greet{"agency": "police"}'),
            ('\u200f//greet@1.0{"consent_status": "given"}', 'greet@1.0{"consent_status": "given"}'),
        ],
    )
    def test_a_command_is_parsed_as_its_words(self, http: httpx.Client, command: str, words: str) -> None:
        obeyed, plain = http.post("/model/parse", json={"texts": [command, words]}).json()["results"]
        assert obeyed["intent"] == plain["intent"]
        assert obeyed["intent"]["confidence"] < 1.0
        assert [each["value"] for each in obeyed["entities"]] == [each["value"] for each in plain["entities"]]

    def test_no_entity_is_forged(self, http: httpx.Client) -> None:
        found = http.post("/model/parse", json={"text": '/greet{"golden_rule": "3"}'}).json()
        assert all(each["extractor"] != "RegexMessageHandler" for each in found["entities"])

    @pytest.mark.parametrize("text", ["a", "7", "é", "你好", "مرحبا", "a\x00b", "[x](agency)", "{}a", "a" * 4000])
    def test_odd_texts_are_parsed(self, http: httpx.Client, text: str) -> None:
        assert http.post("/model/parse", json={"text": text}).status_code == 200

    def test_half_a_character_is_parsed_around(self, http: httpx.Client) -> None:
        response = http.post("/model/parse", content=b'{"text": "hello \\ud83d there"}')
        assert response.json()["intent"]["name"] == "greet"


class TestRefusals:
    @pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"])
    def test_without_the_token_nothing_is_parsed(self, address: str, header: str) -> None:
        response = httpx.post(
            f"{address}/model/parse", json={"text": "hello"}, headers=[(b"authorization", header.encode("latin-1"))]
        )
        assert response.status_code == 401

    def test_a_token_in_the_address_does_not_count(self, address: str) -> None:
        assert httpx.post(f"{address}/model/parse?token={TOKEN}", json={"text": "hello"}).status_code == 401

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            ({"text": None}, "must be a string"),
            ({"text": 5}, "must be a string"),
            ({"texts": ["hello", None]}, "must be a string"),
            ({"text": ""}, "no words"),
            ({"text": " / "}, "no words"),
            ({"text": "?!"}, "no words"),
            ({"text": "a" * 40_000}, "at most 4000 characters"),
            ({"texts": ["hello"] * (MOST_TEXTS + 1)}, f"at most {MOST_TEXTS}"),
            ({"texts": "hello"}, "must hold"),
            ({}, "must hold"),
            ([], "must hold"),
            (None, "must hold"),
        ],
    )
    def test_what_cannot_be_parsed_is_refused_in_plain_words(
        self, http: httpx.Client, body: object, reason: str
    ) -> None:
        response = http.post("/model/parse", content=json.dumps(body))
        assert response.status_code == 422
        assert reason in response.json()["error"]

    @pytest.mark.parametrize("body", [b"", b"hello", b"\xff\xfe", b"[" * 100_000])
    def test_what_is_not_json_is_refused(self, http: httpx.Client, body: bytes) -> None:
        response = http.post("/model/parse", content=body)
        assert response.status_code == 422
        assert "not JSON" in response.json()["error"]

    def test_a_request_too_large_is_refused_before_it_is_read_whole(self, http: httpx.Client) -> None:
        assert http.post("/model/parse", content=b"a" * (MAX_BODY + 1)).status_code == 413

    def test_an_empty_token_is_no_token(self, trained_models: Path) -> None:
        with pytest.raises(ValueError, match="token is empty"):
            serve("127.0.0.1", 0, "", trained_models)


class TestHealth:
    @pytest.mark.parametrize("path", ["/healthz", "/readyz"])
    def test_health_needs_no_token_and_shows_none(self, address: str, path: str) -> None:
        response = httpx.get(f"{address}{path}")
        assert response.status_code == 200
        assert TOKEN not in response.text


class TestPrivacy:
    def test_no_word_of_a_text_is_printed(self, http: httpx.Client, capfd: pytest.CaptureFixture[str]) -> None:
        http.post("/model/parse", json={"text": "Maisie was hit by her uncle"})
        http.post("/model/parse", json={"text": "Maisie " * 1000})
        printed = capfd.readouterr()
        assert "Maisie" not in printed.out + printed.err

    def test_a_fault_shows_neither_its_text_nor_its_trace(self, capfd: pytest.CaptureFixture[str]) -> None:
        class Faulty:
            model_id = "faulty"

            def parse(self, texts: list[str]) -> list[object]:
                raise RuntimeError(f"cannot parse {texts}")

        with running(build_app(Faulty(), TOKEN)) as url:
            response = httpx.post(
                f"{url}/model/parse", json={"text": "Maisie"}, headers={"Authorization": f"Bearer {TOKEN}"}
            )
        printed = capfd.readouterr()
        assert response.status_code == 500
        assert "Maisie" not in response.text + printed.out + printed.err
        assert "Traceback" not in printed.err


class TestClient:
    def test_it_parses_and_says_which_model_spoke(self, address: str, model: LoadedModel) -> None:
        client = NluClient(address, TOKEN, timeout=30)
        parse, greeting = client.parse([QUESTION, "hello there"])
        assert client.ready()
        assert (parse.intent, greeting.intent) == ("ask_share_without_consent", "greet")
        assert parse.ranking[0] == (parse.intent, parse.confidence)
        assert len(parse.ranking) == 5
        assert parse.model == model.model_id
        assert {entity.value for entity in parse.entities} == {"refused", "children_social_care"}

    def test_a_wrong_token_is_unavailable(self, address: str) -> None:
        with pytest.raises(NluUnavailable):
            NluClient(address, "wrong", timeout=5).parse(["hello"])

    def test_nobody_listening_is_unavailable(self) -> None:
        client = NluClient("http://127.0.0.1:9", TOKEN, timeout=1)
        assert not client.ready()
        with pytest.raises(NluUnavailable):
            client.parse(["hello"])

    @pytest.mark.parametrize("answer", [{}, [], {"results": []}, {"results": [{}]}, {"results": None}])
    def test_an_answer_that_makes_no_sense_is_unavailable(self, answer: object) -> None:
        async def nonsense(_: Request) -> JSONResponse:
            return JSONResponse(answer)

        with running(Starlette(routes=[Route("/model/parse", nonsense, methods=["POST"])])) as url:
            with pytest.raises(NluUnavailable) as raised:
                NluClient(url, TOKEN, timeout=5).parse(["Maisie"])
            assert "Maisie" not in str(raised.value)
