"""The client against a scripted Akiles: what is sent, what comes back, what is refused."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from akiles_console.api.client import Client
from akiles_console.api.errors import (
    ApiError,
    BadAnswer,
    Forbidden,
    LostAnswer,
    NotFound,
    Refused,
    ServerFault,
    TooMany,
    Unauthorized,
    Unreachable,
)
from akiles_console.api.models import MemberPin, Site

pytestmark = pytest.mark.anyio

INVALID = httpx.Response(400, json={"type": "invalid_request", "message": "unknown parameter", "args": None})


def site(number: int) -> dict[str, Any]:
    return {"id": f"site_{number}", "name": f"Site {number}", "timezone": "Europe/Madrid"}


def member(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"mem_{number}", "name": f"Member {number}", "metadata": {}} | more


def email(id: str, deleted: bool = False) -> dict[str, Any]:
    return {"id": id, "member_id": "mem_1", "email": f"{id}@example.com", "is_deleted": deleted}


def page(*records: Any, cursor: str | None = None) -> dict[str, Any]:
    return {"data": list(records), "has_next": cursor is not None, "cursor_next": cursor}


class TestReading:
    async def test_a_list_goes_through_all_pages(self, client: Client, akiles: Any) -> None:
        akiles.on("GET /sites", page(site(1), site(2), cursor="next"), page(site(3)))
        assert [s.id async for s in client.sites.list()] == ["site_1", "site_2", "site_3"]
        assert [dict(r.url.params) for r in akiles.requests] == [
            {"limit": "100"},
            {"limit": "100", "cursor": "next"},
        ]
        assert client.calls == 2

    async def test_the_token_goes_with_every_request(self, client: Client, akiles: Any) -> None:
        akiles.on("GET /organization", {"id": "org_1", "name": "Sky"})
        assert (await client.organization()).name == "Sky"
        assert akiles.requests[0].headers["Authorization"] == "Bearer token"

    @pytest.mark.parametrize(
        "answers",
        [
            [page(site(1), cursor="a"), page(site(2), cursor="a")],
            [page(site(1), cursor="a"), page(site(2), cursor="b"), page(cursor="a")],
            [{"data": [], "has_next": True}],
            [{"data": [], "has_next": True, "cursor_next": ""}],
        ],
    )
    async def test_a_list_without_end_is_no_list(self, client: Client, akiles: Any, answers: list[Any]) -> None:
        akiles.on("GET /sites", *answers)
        with pytest.raises(BadAnswer) as caught:
            [s async for s in client.sites.list()]
        assert caught.value.code == "list_without_end"

    async def test_a_page_that_hides_whether_more_comes_is_refused(self, client: Client, akiles: Any) -> None:
        akiles.on("GET /sites", {"data": [site(1)]})
        with pytest.raises(BadAnswer):
            [s async for s in client.sites.list()]

    async def test_what_is_unknown_or_null_breaks_nothing(self, client: Client, akiles: Any) -> None:
        odd = site(1) | {"timezone": None, "metadata": None, "created_at": None, "colour": {"deep": [1]}}
        akiles.on("GET /sites", page(odd) | {"total": 1, "cursor_next": None})
        assert [s async for s in client.sites.list()] == [Site(id="site_1", name="Site 1")]

    async def test_an_id_cannot_leave_its_place_in_the_path(self, client: Client, akiles: Any) -> None:
        for id in ("", ".", ".."):
            with pytest.raises(NotFound):
                await client.members.get(id)
        assert akiles.requests == []
        akiles.on("GET /members/a/../b?c", httpx.Response(404, json={"type": "not_found", "message": ""}))
        with pytest.raises(NotFound):
            await client.members.get("a/../b?c")
        assert akiles.requests[0].url.raw_path.startswith(b"/v2/members/a%2F..%2Fb%3Fc?")


class TestMembers:
    async def test_children_come_expanded_without_the_deleted_ones(self, client: Client, akiles: Any) -> None:
        akiles.on("GET /members", page(member(1, emails=[email("me_1"), email("me_2", deleted=True)])))
        [found] = [m async for m in client.members.list()]
        assert [e.id for e in found.emails] == ["me_1"]
        assert dict(akiles.requests[0].url.params) == {
            "limit": "100",
            "is_deleted": "false",
            "expand": "emails,pins,cards,magic_links,group_associations",
        }
        assert client.calls == 1

    async def test_filters_have_the_vendor_s_names(self, client: Client, akiles: Any) -> None:
        marks = {"source": "akiles-console", "sourceID": "7"}
        mine = {"id": "me_1", "member_id": "mem_1", "email": "A@B.example"}
        akiles.on("GET /members", page(member(1, metadata=marks, emails=[mine]), member(2)))
        listing = client.members.list(
            expand=False, deleted="any", email="a@b.example", source="akiles-console", source_id="7"
        )
        assert [(m.id, m.emails) async for m in listing] == [("mem_1", ())]  # although this server did not filter
        assert dict(akiles.requests[0].url.params) == {
            "limit": "100",
            "expand": "emails",
            "is_deleted": "any",
            "email": "a@b.example",
            "metadata.source": "akiles-console",
            "metadata.sourceID": "7",
        }

    async def test_a_server_that_cannot_expand_gives_the_same(self, client: Client, akiles: Any) -> None:
        def members(request: httpx.Request) -> httpx.Response:
            if "expand" in request.url.params:
                return INVALID
            return httpx.Response(200, json=page(member(1), member(2)))

        akiles.on("GET /members", members)
        for number in (1, 2):
            for noun in ("emails", "pins", "cards", "magic_links", "group_associations"):
                akiles.on(f"GET /members/mem_{number}/{noun}", page())
        akiles._replies["GET /members/mem_1/emails"] = []
        akiles.on("GET /members/mem_1/emails", page(email("me_1"), email("me_2", deleted=True)))
        found = [m async for m in client.members.list()]
        assert [[e.id for e in m.emails] for m in found] == [["me_1"], []]
        assert client.calls == 2 + 2 * 5
        assert [m async for m in client.members.list()] == found
        assert client.calls == 12 + 1 + 2 * 5  # it was not asked to expand again

    async def test_one_member_is_read_with_or_without_expand(self, client: Client, akiles: Any) -> None:
        akiles.on("GET /members/mem_1", INVALID, member(1))
        for noun in ("pins", "cards", "magic_links", "group_associations"):
            akiles.on(f"GET /members/mem_1/{noun}", page())
        akiles.on("GET /members/mem_1/emails", page(email("me_1")))
        assert [e.id for e in (await client.members.get("mem_1")).emails] == ["me_1"]

    async def test_a_refusal_for_another_reason_does_not_end_expanding(self, client: Client, akiles: Any) -> None:
        akiles.on("GET /members", INVALID, INVALID, INVALID, page())
        with pytest.raises(Refused):
            [m async for m in client.members.list(sort="shoe size")]
        assert [m async for m in client.members.list()] == []
        assert "expand" in akiles.requests[-1].url.params

    async def test_a_failing_child_list_fails_with_its_own_error(self, client: Client, akiles: Any) -> None:
        akiles.on("GET /members", INVALID, page(member(1)))
        for noun in ("pins", "cards", "magic_links", "group_associations"):
            akiles.on(f"GET /members/mem_1/{noun}", page())
        akiles.on("GET /members/mem_1/emails", httpx.Response(403, json={"type": "x", "message": "no"}))
        with pytest.raises(Forbidden):
            [m async for m in client.members.list()]


class TestWriting:
    async def test_only_what_is_given_is_sent(self, client: Client, akiles: Any) -> None:
        akiles.on("POST /members", member(1))
        await client.members.create(name="Ana", metadata={"source": "s"})
        await client.members.create(name="Ana", ends_at="2026-01-31T00:00:00Z", metadata={})
        assert akiles.bodies("POST /members") == [
            {"name": "Ana", "metadata": {"source": "s"}},
            {"name": "Ana", "ends_at": "2026-01-31T00:00:00Z", "metadata": {}},
        ]

    async def test_an_edit_sends_the_changes_and_null_to_clear(self, client: Client, akiles: Any) -> None:
        akiles.on("PATCH /members/mem_1", member(1))
        await client.members.edit("mem_1", name="Eva", ends_at=None)
        assert akiles.bodies("PATCH /members/mem_1") == [{"name": "Eva", "ends_at": None}]

    async def test_children_are_created_and_deleted(self, client: Client, akiles: Any) -> None:
        child = {"member_id": "mem_1", "is_deleted": False, "metadata": {}}
        akiles.on("POST /members/mem_1/emails", child | {"id": "me_1", "email": "a@b.example"})
        akiles.on("POST /members/mem_1/magic_links", child | {"id": "mml_1"})
        akiles.on("POST /members/mem_1/cards", child | {"id": "mc_1", "card_id": "crd_1"})
        akiles.on("POST /members/mem_1/group_associations", child | {"id": "mga_1", "member_group_id": "mg_1"})
        akiles.on("DELETE /members/mem_1/emails/me_1", child | {"id": "me_1"})
        marks = {"op": "1"}
        await client.emails.create("mem_1", email="a@b.example", metadata=marks)
        await client.magic_links.create("mem_1", metadata=marks)
        await client.member_cards.create("mem_1", uid="04AB12CD", metadata=marks)
        await client.group_associations.create(
            "mem_1", member_group_id="mg_1", ends_at="2026-02-01T00:00:00Z", metadata=marks
        )
        await client.emails.delete("mem_1", "me_1")
        assert [akiles.bodies(f"POST /members/mem_1/{n}")[0] for n in ("emails", "magic_links", "cards")] == [
            {"email": "a@b.example", "metadata": marks},
            {"metadata": marks},
            {"uid": "04AB12CD", "metadata": marks},
        ]
        assert akiles.bodies("POST /members/mem_1/group_associations") == [
            {"member_group_id": "mg_1", "ends_at": "2026-02-01T00:00:00Z", "metadata": marks}
        ]

    async def test_a_card_has_exactly_one_name(self, client: Client) -> None:
        for names in ({}, {"uid": "04AB12CD", "card_id": "crd_1"}):
            with pytest.raises(ValueError, match="exactly one"):
                await client.member_cards.create("mem_1", metadata={}, **names)

    async def test_the_digits_of_a_pin_do_not_come_back(self, client: Client, akiles: Any) -> None:
        akiles.on("POST /members/mem_1/pins", {"id": "mp_1", "member_id": "mem_1", "length": 6, "pin": "831964"})
        pin = await client.pins.create("mem_1", metadata={}, length=6)
        assert pin == MemberPin(id="mp_1", member_id="mem_1", length=6)
        assert "831964" not in repr(pin)
        assert akiles.bodies("POST /members/mem_1/pins") == [{"length": 6, "metadata": {}}]

    async def test_an_error_does_not_repeat_the_pin_we_sent(self, client: Client, akiles: Any) -> None:
        said = {"type": "invalid_request", "message": "PIN 831964 is taken\x1b[31m" + "!" * 400}
        akiles.on("POST /members/mem_1/pins", httpx.Response(400, json=said))
        with pytest.raises(Refused) as caught:
            await client.pins.create("mem_1", metadata={}, pin="831964")
        message = str(caught.value.details["message"])
        assert "831964" not in str(caught.value)
        assert message.startswith("PIN *** is taken [31m!!!")
        assert len(message) == 300


class TestErrors:
    @pytest.mark.parametrize(
        ("status", "kind"),
        [
            (400, Refused),
            (401, Unauthorized),
            (403, Forbidden),
            (404, NotFound),
            (409, Refused),
            (422, Refused),
            (429, TooMany),
            (500, ServerFault),
            (503, ServerFault),
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "POST"])
    async def test_a_status_has_its_error(
        self, client: Client, akiles: Any, status: int, kind: type[ApiError], method: str
    ) -> None:
        answer = httpx.Response(status, json={"type": "odd", "message": "Said so"})
        akiles.on(f"{method} /members", answer)
        akiles.on("GET /organization", answer)  # the probe of the circuit
        with pytest.raises(kind) as caught:
            if method == "GET":
                [m async for m in client.members.list(expand=False)]
            else:
                await client.members.create(name="Ana", metadata={})
        error = caught.value
        assert (error.status, error.operation) == (status, f"{method} /members")
        assert (error.details["type"], error.details["message"]) == ("odd", "Said so")
        assert error.maybe_done == (method == "POST" and status >= 500)

    @pytest.mark.parametrize(
        ("answer", "kind", "code", "maybe_done"),
        [
            (httpx.ConnectError("refused"), Unreachable, "unreachable", False),
            (httpx.ConnectTimeout("slow"), Unreachable, "unreachable", False),
            (
                httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed"),
                Unreachable,
                "certificate_untrusted",
                False,
            ),
            (httpx.ProxyError("407 Proxy Authentication Required"), Unreachable, "proxy_login", False),
            (httpx.Response(407, text="<html>"), Unreachable, "proxy_login", False),
            (httpx.ReadTimeout("slow"), LostAnswer, "lost_answer", True),
            (httpx.ReadError("reset"), LostAnswer, "lost_answer", True),
            (httpx.RemoteProtocolError("disconnected"), LostAnswer, "lost_answer", True),
            (httpx.Response(200, html="<html>Welcome</html>"), BadAnswer, "captive_portal", True),
            (httpx.Response(302, headers={"Location": "http://wifi.test/"}), BadAnswer, "captive_portal", True),
            (httpx.Response(302, headers={"Location": "http://[::wifi"}), LostAnswer, "lost_answer", True),
            (httpx.Response(511, text="sign in"), BadAnswer, "captive_portal", True),
            (httpx.Response(200, text="fine"), BadAnswer, "answer_not_json", True),
            (httpx.ProxyError("502 Bad Gateway"), Unreachable, "unreachable", False),
            (httpx.Response(302, headers={"Location": "/x"}), BadAnswer, "answer_not_json", True),
            (
                httpx.Response(200, content=b'{"id": "me', headers={"Content-Type": "application/json"}),
                BadAnswer,
                "answer_broken",
                True,
            ),
            (httpx.Response(200, json=["no member"]), BadAnswer, "answer_broken", True),
            (httpx.Response(200, json={"name": "without id"}), BadAnswer, "answer_broken", True),
            (httpx.Response(200, json={"id": "mem_1", "name": "x" * 10_500_000}), BadAnswer, "answer_too_big", True),
        ],
    )
    async def test_a_write_knows_whether_it_may_be_done(
        self, client: Client, akiles: Any, answer: Any, kind: type[ApiError], code: str, maybe_done: bool
    ) -> None:
        akiles.on("POST /members", answer)
        akiles.on("GET /organization", answer)  # the probe of the circuit
        with pytest.raises(kind) as caught:
            await client.members.create(name="Ana", metadata={})
        assert (caught.value.code, caught.value.maybe_done) == (code, maybe_done)

    async def test_a_vendor_s_html_error_still_has_its_status(self, client: Client, akiles: Any) -> None:
        akiles.on("POST /members", httpx.Response(403, html="<h1>Firewall</h1>"))
        with pytest.raises(Forbidden) as caught:
            await client.members.create(name="Ana", metadata={})
        assert caught.value.details["message"] == ""


class TestRepeating:
    async def test_a_read_is_repeated_six_times(self, client: Client, akiles: Any, time: Any) -> None:
        akiles.on("GET /organization", httpx.ReadTimeout("slow"))
        with pytest.raises(LostAnswer):
            await client.organization()
        assert client.calls == len(akiles.requests) == 6
        assert time.slept == [0.5, 1, 2, 4, 8]

    async def test_a_read_recovers(self, client: Client, akiles: Any) -> None:
        akiles.on(
            "GET /organization",
            httpx.ConnectError("no"),
            httpx.Response(502, html="<html>"),
            httpx.Response(200, html="<html>"),
            httpx.Response(200, content=b"{", headers={"Content-Type": "application/json"}),
            {"id": "org_1", "name": "Sky"},
        )
        assert (await client.organization()).id == "org_1"

    async def test_a_write_whose_answer_is_lost_is_never_repeated(self, client: Client, akiles: Any) -> None:
        for answer in (httpx.ReadTimeout("slow"), httpx.Response(500, json={})):
            akiles._replies.clear()
            akiles.on("POST /members", answer)
            before = client.calls
            with pytest.raises(ApiError):
                await client.members.create(name="Ana", metadata={})
            assert client.calls == before + 1

    async def test_a_write_that_surely_was_not_taken_is_repeated(self, client: Client, akiles: Any, time: Any) -> None:
        busy = httpx.Response(429, json={}, headers={"Retry-After": "7"})
        akiles.on("POST /members", httpx.ConnectError("no"), busy, member(1))
        assert (await client.members.create(name="Ana", metadata={})).id == "mem_1"
        assert time.slept == [0.5, 7]

    async def test_retry_after_may_be_a_date(self, client: Client, akiles: Any, time: Any) -> None:
        until = httpx.Response(503, json={}, headers={"Retry-After": "Mon, 05 Jan 2026 00:00:20 GMT"})
        akiles.on("GET /organization", until, {"id": "org_1", "name": "Sky"})
        await client.organization()
        assert time.slept == [20]

    @pytest.mark.parametrize("asked", ["61", "Mon, 05 Jan 2026 00:05:00 GMT"])
    async def test_a_longer_pause_is_told_instead_of_waited(
        self, client: Client, akiles: Any, time: Any, asked: str
    ) -> None:
        akiles.on("GET /organization", httpx.Response(429, json={}, headers={"Retry-After": asked}))
        with pytest.raises(TooMany) as caught:
            await client.organization()
        assert caught.value.details["seconds"] in (61, 300)
        assert time.slept == []
