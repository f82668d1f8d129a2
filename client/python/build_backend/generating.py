"""Build backend: setuptools, after the messages are generated from the repository's protos into margrid/v1.

The generated code is never committed. A source distribution carries it instead of the protos.
"""

import shutil
from pathlib import Path
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import (  # noqa: F401
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

PROJECT = Path(__file__).resolve().parent.parent
SOURCES = PROJECT / "src"
PROTOS = PROJECT.parent.parent / "proto"


def generate() -> None:
    package = SOURCES / "margrid" / "v1"
    files = sorted((PROTOS / "margrid" / "v1").glob("*.proto"))
    if not files:
        if (package / "grid_pb2.py").exists():
            return  # From a source distribution.
        raise FileNotFoundError(f"protos: none in {PROTOS} (expected: a clone of the repository around the package)")
    from grpc_tools import protoc

    shutil.rmtree(package, ignore_errors=True)
    package.mkdir()
    (package / "__init__.py").write_text('"""Messages of the contract, generated from its protos."""\n')
    arguments = ["protoc", f"-I{PROTOS}", f"--python_out={SOURCES}", f"--pyi_out={SOURCES}"]
    if protoc.main(arguments + [str(file) for file in files]) != 0:
        raise RuntimeError("protoc failed")


def build_wheel(*args: Any, **kwargs: Any) -> str:
    generate()
    return build_meta.build_wheel(*args, **kwargs)


def build_editable(*args: Any, **kwargs: Any) -> str:
    generate()
    return build_meta.build_editable(*args, **kwargs)


def build_sdist(*args: Any, **kwargs: Any) -> str:
    generate()
    return build_meta.build_sdist(*args, **kwargs)
