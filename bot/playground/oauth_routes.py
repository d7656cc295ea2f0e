"""The routes of Slack's page that asks whether an app may be added."""

from aiohttp import web
from yarl import URL

from bot.playground.models import ApiError
from bot.playground.oauth import AuthorizationRequest, OAuth
from bot.playground.oauth_page import authorize_page, refusal_page
from bot.playground.workspace import Workspace
from bot.playground.workspaces import Workspaces

AUTHORIZE = "/oauth/v2/authorize"
PERSON_COOKIE = "playground-person"
"""Who this browser was last on the page: whoever is signed in adds the app, in their own workspace."""


class OAuthRoutes:
    """Asks a person, and sends the browser back to the app with a code or an error."""

    def __init__(self, workspaces: Workspaces, oauth: OAuth) -> None:
        self._workspaces, self._oauth = workspaces, oauth

    def add_routes(self, app: web.Application) -> None:
        """Register the page and its answer."""
        app.router.add_get(AUTHORIZE, self._ask)
        app.router.add_post(AUTHORIZE, self._decide)
        app.router.add_get("/app_redirect", self._open_workspace)

    async def _ask(self, request: web.Request) -> web.Response:
        try:
            wanted = self._oauth.read_request(request.query)
        except ApiError as error:
            return self._refuse(error)
        person = request.cookies.get(PERSON_COOKIE, "")
        chosen = request.query.get("team", "")
        if chosen not in self._workspaces:
            chosen = self._workspaces.of_person(person).team.id
        people = [(each, each.person_or_first(person)) for each in self._workspaces]
        return _html(authorize_page(wanted, people, chosen), form_target=str(URL(wanted.redirect_uri).origin()))

    async def _open_workspace(self, request: web.Request) -> web.Response:
        """Lead to the page, in the workspace that an app's link names (slack.com/app_redirect?app=…&team=…)."""
        team = request.query.get("team", "")
        known = team if team in self._workspaces else self._workspaces.first.team.id
        return web.Response(status=303, headers={"Location": f"/?as={self._workspaces[known].first_person.id}"})

    async def _decide(self, request: web.Request) -> web.Response:
        form = await request.post()
        try:
            wanted = self._oauth.read_request(request.query)
        except ApiError as error:
            return self._refuse(error)
        if form.get("decision") != "allow":
            return _redirect(wanted, error="access_denied")
        team_id = str(form.get("team"))
        if team_id not in self._workspaces:
            return self._refuse(ApiError("invalid_team", f"there is no workspace {team_id}"))
        return self._allow(wanted, self._workspaces[team_id], request, frozenset(map(str, form.getall("optional", ()))))

    def _allow(
        self, wanted: AuthorizationRequest, workspace: Workspace, request: web.Request, accepted: frozenset[str]
    ) -> web.Response:
        user = workspace.person_or_first(request.cookies.get(PERSON_COOKIE, "")).id
        scopes = wanted.scopes - (wanted.optional - accepted)
        return _redirect(wanted, code=self._oauth.issue_code(workspace, user, scopes, wanted.given_redirect_uri))

    def _refuse(self, error: ApiError) -> web.Response:
        self._workspaces.first.report_problem(f"Slack refused to add the app: {error}")
        return _html(refusal_page(error), status=400)


def _redirect(wanted: AuthorizationRequest, **answer: str) -> web.Response:
    address = URL(wanted.redirect_uri).update_query({**answer, "state": wanted.state})
    return web.Response(status=303, headers={"Location": str(address)})


def _html(text: str, status: int = 200, form_target: str = "") -> web.Response:
    policy = f"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self' {form_target}".strip()
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return web.Response(status=status, text=text, content_type="text/html", headers=headers)
