"""One request of a call: sent, listened to and counted; never sent again from here."""

from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager

from langchain_core.messages import BaseMessage

from interview_agents.calls.endpoint import Endpoint
from interview_agents.calls.failures import failure_of, usage_of
from interview_agents.calls.heard import Heard
from interview_agents.calls.lines import Chunks, Line, Sheets, Words
from interview_agents.calls.prices import PriceTable
from interview_agents.calls.progress import Progress
from interview_agents.calls.spending import Spending
from interview_agents.calls.wire import calling
from interview_personas import InterviewError


class Sender:
    """Sends to one endpoint."""

    def __init__(self, endpoint: Endpoint, table: PriceTable, line: Line) -> None:
        self._endpoint, self._table, self._line = endpoint, table, line

    async def opened(self, progress: Progress) -> tuple[str, Words]:
        """The first words, and the others; until the first are there, asking again shows nobody anything."""
        words = self._words(progress)
        return await anext(words), words

    async def _words(self, progress: Progress) -> Words:
        """Send, and give out the answer's words as they come."""
        endpoint, call = self._endpoint, progress.call
        options = endpoint.options(call, progress.max_tokens, progress.patience())
        said = endpoint.marked(call.messages, call.shared)
        heard = Heard(must_end=endpoint.says_why_it_ended)
        async with aclosing(self._line.stream(endpoint.model, said, options)) as chunks:
            with self._request(progress, heard):
                while (chunk := await self._next(progress, heard, chunks)) is not None:
                    if text := heard.take(chunk):
                        yield text
                heard.check(progress.said)

    async def _next(self, progress: Progress, heard: Heard, chunks: Chunks) -> BaseMessage | None:
        """The next chunk, waited for no longer than the line may be silent; None at the end."""
        with self._on_the_line(progress, heard):
            async with self._line.within(progress.patience()):
                return await anext(chunks, None)

    async def whole(self, progress: Progress, asked: Sheets, said: Sequence[BaseMessage]) -> str:
        """Send, and wait for the whole answer's text."""
        endpoint, call = self._endpoint, progress.call
        heard = Heard(must_end=endpoint.says_why_it_ended)
        with self._request(progress, heard), self._on_the_line(progress, heard):
            patience = progress.time_left()
            options = endpoint.options(call, progress.max_tokens, patience, sheet=True)
            async with self._line.within(patience):
                heard.take(await self._line.whole(asked, endpoint.marked(said, call.shared), options))
            heard.check(progress.said)
        return heard.text

    @contextmanager
    def _request(self, progress: Progress, heard: Heard) -> Iterator[None]:
        """Count one request, and turn whatever it raises into one of our errors."""
        try:
            yield
        except InterviewError:
            progress.sent(self._cost(heard))
            raise
        except Exception as error:
            progress.sent(self._cost(heard, error))
            raise failure_of(error, progress.said, self._table, heard.begins) from error
        except BaseException:  # abandoned or cancelled
            progress.sent(self._cost(heard))
            raise
        progress.sent(self._cost(heard))

    @contextmanager
    def _on_the_line(self, progress: Progress, heard: Heard) -> Iterator[None]:
        """Name the call for whoever carries it, and look at what comes in before the SDK does."""

        def watch(raw: bytes) -> None:
            progress.time_left()  # bytes that say nothing would hold a blocking line open for ever
            heard.overheard(raw)

        with calling(progress.call.id, watch):
            yield

    def _cost(self, heard: Heard, error: Exception | None = None) -> Spending:
        if hasattr(error, "status_code"):
            return Spending(requests=1)  # an answer with an error costs nothing
        usage = heard.usage or (usage_of(error) if error else None)
        return Spending.of(usage, self._endpoint.price)
