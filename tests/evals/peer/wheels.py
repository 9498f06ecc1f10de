"""Wheels with made-up models in them, in a folder that pip takes for its index."""

import base64
import hashlib
import zipfile
from pathlib import Path

from interview_evals.peer.recipes import PeerModel

TAG = "py3-none-any"


def wheel(folder: Path, name: str, data: bytes, suffix: str = ".bin") -> tuple[str, str]:
    """Writes a wheel that carries some bytes; gives its requirement and its hash."""
    module = name.replace("-", "_")
    info = f"{module}-1.0.dist-info"
    files = {
        f"{module}/data/part{suffix}": data,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {TAG}\n".encode(),
    }
    rows = [f"{path},sha256={_urlsafe(content)},{len(content)}" for path, content in files.items()]
    file = folder / f"{module}-1.0-{TAG}.whl"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
        archive.writestr(f"{info}/RECORD", "\n".join([*rows, f"{info}/RECORD,,"]))
    return f"{name}==1.0", hashlib.sha256(file.read_bytes()).hexdigest()


def model_of(wheels: dict[str, str], data: bytes) -> PeerModel:
    """A model in wheels; its file is this data."""
    return PeerModel(
        name="made-up",
        title="Made up",
        upstream="nobody",
        license="none",
        packed_by="this test",
        megabytes=0,
        sha256=hashlib.sha256(data).hexdigest(),
        context=512,
        longest_answer=10,
        sampling={},
        wheels=wheels,
    )


def _urlsafe(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
