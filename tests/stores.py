"""Shared stores for tests: a folder, memory, and a bucket of an S3 server that is a real process."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

from dask_cluster import PATIENCE, free_port, needed

SECRET = "wJalrXUtnFEMIexampleSECRETKEY"
"""Of nobody; to be found nowhere."""


class S3Server:
    """moto's server, with an empty bucket."""

    def __init__(self) -> None:
        needed("moto", "s3fs")
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-p", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + PATIENCE
        while not self._made():
            assert self._process.poll() is None, "the S3 server ended"
            assert time.monotonic() < deadline, "the S3 server does not answer"
            time.sleep(0.1)

    def _made(self) -> bool:
        try:
            urllib.request.urlopen(urllib.request.Request(f"{self.address}/bucket", method="PUT"))
        except (urllib.error.URLError, ConnectionError):
            return False
        return True

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()


def environment(address: str) -> dict[str, str]:
    """How a program is told of an S3 server and who it is."""
    return {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
    }


class SomeStore:
    """A store of its own, and a way to its objects that is not sitegen's."""

    def __init__(self, kind: str, folder: Path) -> None:
        place = uuid.uuid4().hex
        self.kind = kind
        self.url = {
            "file": f"file://{folder}/{place}",
            "memory": f"memory://{place}/sub",
            "s3": f"s3://bucket/{place}/sub",
        }[kind]

    def objects(self) -> dict[str, bytes]:
        """Path to content."""
        files, root = self._files()
        found = files.find(root) if files.exists(root) else []
        return {path: files.cat_file(path) for path in found}

    def put(self, path: str, content: bytes) -> None:
        """Whatever somebody puts there."""
        files, _ = self._files()
        files.pipe_file(path, content)

    def _files(self):
        from fsspec.core import url_to_fs

        files, root = url_to_fs(self.url, skip_instance_cache=True)
        files.invalidate_cache()
        return files, root
