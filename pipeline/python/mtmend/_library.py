"""The C interface (mtmend/mtmend.h) by ctypes: the library is found, its functions are declared, statuses become errors.

The library is the file that the environment variable MTMEND_LIBRARY names, else one beside or above this module
(PREFIX/lib/…), else the one that the system's loader finds.
"""

import ctypes
import os
import pathlib
from typing import List, Sequence, Tuple

_NAME = "libmtmend.so.0"
_PATHS = ("data", "dictionaries", "decisions")  # options whose values are in the file system's encoding, not UTF-8

Options = Sequence[Tuple[str, str]]


class Error(Exception):
    """What mtmend could not do, in one line, and the status of the C interface (mtmend.h): 5, say, for not UTF-8."""

    __module__ = "mtmend"

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status

    def __reduce__(self) -> Tuple[object, ...]:
        return Error, (str(self), self.status)


class _Option(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("value", ctypes.c_char_p)]


def _candidates() -> List[str]:
    named = os.environ.get("MTMEND_LIBRARY")
    if named:
        return [named]
    found: List[str] = []
    for folder in list(pathlib.Path(__file__).resolve().parents)[:4]:
        for place in [folder / _NAME] + sorted(folder.glob("*/" + _NAME)):
            if place.is_file():
                found.append(str(place))
    return found + [_NAME]


def _load() -> ctypes.CDLL:
    path = _candidates()[0]
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(
            f"{path}: the library of mtmend cannot be loaded ({error}); install it, or name it in MTMEND_LIBRARY"
        ) from None
    text = [ctypes.POINTER(_Option), ctypes.c_size_t, ctypes.POINTER(ctypes.c_void_p), ctypes.c_char_p, ctypes.c_size_t]
    sized = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_size_t)]
    library.mtmend_version.restype = ctypes.c_char_p
    library.mtmend_open.argtypes = text
    library.mtmend_clean.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t] + text
    for function in (library.mtmend_text, library.mtmend_log):
        function.argtypes = sized
        function.restype = ctypes.c_void_p
    for function in (library.mtmend_close, library.mtmend_free):
        function.argtypes = [ctypes.c_void_p]
        function.restype = None
    return library


_library = _load()


def _as_array(options: Options) -> "ctypes.Array[_Option]":
    for name, value in options:
        if "\0" in value:
            raise ValueError(f"the value of {name} contains NUL")
    return (_Option * len(options))(*((name.encode(), _encoded(name, value)) for name, value in options))


def _encoded(name: str, value: str) -> bytes:
    return os.fsencode(value) if name in _PATHS else value.encode("utf-8")


def _check(status: int, line: "ctypes.Array[ctypes.c_char]") -> None:
    if status != 0:
        raise Error(line.value.decode("utf-8", "replace"), status)


class Handle:
    """A pipeline of the library; freed with the object, when no call uses it any more."""

    def __init__(self, pointer: ctypes.c_void_p) -> None:
        self._pointer = pointer
        self._close = _library.mtmend_close  # stays while the interpreter ends

    def __del__(self) -> None:
        self._close(self._pointer)

    def clean(self, text: str, options: Options) -> Tuple[str, str]:
        """The clean text, and its line of the log."""
        source = text.encode()
        result = ctypes.c_void_p()
        line = ctypes.create_string_buffer(512)
        status = _library.mtmend_clean(
            self._pointer, source, len(source), _as_array(options), len(options), ctypes.byref(result), line, len(line)
        )
        _check(status, line)
        try:
            return _copied(_library.mtmend_text, result), _copied(_library.mtmend_log, result)
        finally:
            _library.mtmend_free(result)


def _copied(function: "ctypes._FuncPointer", result: ctypes.c_void_p) -> str:
    size = ctypes.c_size_t()
    pointer = function(result, ctypes.byref(size))
    if not pointer:
        raise MemoryError
    return ctypes.string_at(pointer, size.value).decode()


def open_pipeline(options: Options) -> Handle:
    pointer = ctypes.c_void_p()
    line = ctypes.create_string_buffer(2048)
    status = _library.mtmend_open(
        _as_array(options), len(options), ctypes.byref(pointer), line, len(line)
    )
    _check(status, line)
    return Handle(pointer)


def version() -> str:
    return str(_library.mtmend_version().decode())
