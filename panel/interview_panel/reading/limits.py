"""What reading one document may use."""

from typing import Annotated

from pydantic import Field

from interview_personas import Record

Size = Annotated[int, Field(gt=0)]


class ReadingLimits(Record):
    """Limits of one reading. All are ours: a résumé of two pages uses a hundredth of each."""

    document_bytes: Size = 5 << 20
    """Also the browser page's limit for an upload."""
    pages: Size = 20
    """A PDF's; a Word document has none until it is printed."""
    unpacked_bytes: Size = 64 << 20
    """All that is packed in a Word document."""
    cpu_s: Size = 5
    """Processor time of the reader."""
    wall_s: Annotated[float, Field(gt=0)] = 15.0
    """By the clock on the wall; more, because a busy machine is not the document's fault."""
    memory_bytes: Size = 512 << 20
    """Address space of the reader; itself it takes a tenth of it."""
