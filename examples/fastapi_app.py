"""An onsite behind FastAPI, its words as server-sent events: ``uvicorn fastapi_app:app``.

The runner holds every onsite on a loop of its own. A client that goes away changes nothing about the run;
one that comes back hears it from its beginning.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Request
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from interview_panel import Answer, Debrief, InterviewError, OnsiteRequest, Onsites, Run, Runner, Settings
from interview_panel.errors import OutOfTurnError, UnknownSessionError

LOOK_AGAIN_S = 0.05
STATUS: dict[type[InterviewError], int] = {UnknownSessionError: 404, OutOfTurnError: 409}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The runner and the sessions' file, open as long as the server runs."""
    runner = await asyncio.to_thread(Runner, Settings().sessions_file)
    app.state.runner = runner
    yield
    await asyncio.to_thread(runner.close)


app = FastAPI(lifespan=lifespan)


def mine(request: Request, user: Annotated[str, Header(alias="x-user")]) -> Onsites:
    """The onsites of whoever asks. Put your own login here; this believes a header."""
    return Onsites(request.app.state.runner, user)


Mine = Annotated[Onsites, Depends(mine)]


def run_of(onsite: str, onsites: Mine) -> Run:
    """The onsite's run: the one that is going on, or a new one when it has to go on."""
    return onsites.follow(onsite)


@app.exception_handler(InterviewError)
async def refused(_: Request, error: InterviewError) -> JSONResponse:
    """Every expected failure says what to do."""
    return JSONResponse({"problem": str(error)}, STATUS.get(type(error), 422))


@app.post("/onsites", status_code=201)
def start(asked: OnsiteRequest, onsites: Mine) -> dict[str, str]:
    """Start an onsite; listen to its events next."""
    return {"id": onsites.start(asked)}


@app.post("/onsites/{onsite}/answers", status_code=202)
def answer(onsite: str, given: Answer, onsites: Mine) -> dict[str, str]:
    """Store an answer: it is safe when this returns. Listen again for what comes next."""
    onsites.answer(onsite, given)
    return {"id": onsite}


@app.get("/onsites/{onsite}/events", response_class=EventSourceResponse)
async def events(run: Annotated[Run, Depends(run_of)]) -> AsyncIterator[ServerSentEvent]:
    """What is said until the onsite waits for the candidate, is paused or is finished."""
    heard = 0
    while run.standing is None or heard < len(run.events):
        for event in run.events[heard:]:
            heard += 1
            yield ServerSentEvent(raw_data=json.dumps(event), event=str(event["type"]))
        await asyncio.sleep(LOOK_AGAIN_S)
    yield ServerSentEvent(raw_data=run.standing.model_dump_json(exclude={"debrief"}), event="standing")


@app.get("/onsites/{onsite}/debrief")
def debrief(onsite: str, onsites: Mine) -> Debrief | None:
    """The committee's write-up; null before there is one."""
    return onsites.debrief(onsite)
