"""Mends English that a machine translated and a scraper collected.

>>> import mtmend
>>> result = mtmend.clean("The allies met in kyiv before the summit.On Thursday they left.")
>>> result.text
'The allies met in Kyiv before the summit. On Thursday they left.'
>>> [(edit.at, edit.before, edit.after) for edit in result.edits]
[((18, 22), 'kyiv', 'Kyiv'), ((34, 43), 'summit.On', 'summit. On')]

Offsets are in code points, so that they index str: ``source[slice(*edit.at)] == edit.before``.
"""

import atexit
import bisect
import collections
import concurrent.futures
import functools
import json
import os
from typing import Any, Deque, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple, Union

from . import _library
from ._library import Error

__all__ = ["Edit", "Error", "Held", "Pipeline", "Result", "Step", "clean", "clean_many", "version"]

Span = Tuple[int, int]
Path = Union[str, "os.PathLike[str]"]


class Step(NamedTuple):
    """One cause of an edit: which rule of which stage made it, how sure (safe, likely, suggestion), and why."""

    stage: str
    rule: str
    confidence: str
    why: str


class Edit(NamedTuple):
    """An edit that was applied: ``source[slice(*at)]`` was ``before``, ``text[slice(*to)]`` is ``after``."""

    at: Span
    to: Span
    before: str
    after: str
    steps: Tuple[Step, ...]
    fingerprint: str
    change_id: str
    group: str
    line: int
    left: str
    right: str


class Held(NamedTuple):
    """An edit that was proposed and not applied, and why not: low-confidence, overlap, protected or rejected.

    ``over`` holds the fingerprints of the applied edits that it rests on."""

    at: Span
    before: str
    after: str
    steps: Tuple[Step, ...]
    fingerprint: str
    change_id: str
    group: str
    line: int
    left: str
    right: str
    reason: str
    over: Tuple[str, ...]


class Result:
    """What came of one article. Can be pickled and compared, and needs no library any more.

    ``text``: the clean text; ``log_line``: its line of the diff log, as JSON without a line feed."""

    __slots__ = ("text", "log_line", "_log", "_edits", "_held", "_map")

    def __init__(self, text: str, log_line: str) -> None:
        self.text = text
        self.log_line = log_line
        self._log: Optional[Dict[str, Any]] = None
        self._edits: Optional[Tuple[Edit, ...]] = None
        self._held: Optional[Tuple[Held, ...]] = None
        self._map: Optional[Tuple[List[Span], List[Span]]] = None

    @property
    def log(self) -> Dict[str, Any]:
        """The line of the diff log as a dict (mtmend's log.schema.json)."""
        if self._log is None:
            self._log = json.loads(self.log_line)
        return self._log

    @property
    def edits(self) -> Tuple[Edit, ...]:
        """The edits that were applied, sorted by place."""
        if self._edits is None:
            self._edits = tuple(Edit(to=tuple(e["to"]), **_common(e)) for e in self.log["edits"])
        return self._edits

    @property
    def held(self) -> Tuple[Held, ...]:
        """The edits that were proposed and not applied, sorted by place; they may overlap."""
        if self._held is None:
            self._held = tuple(
                Held(reason=e["reason"], over=tuple(e.get("over", ())), **_common(e)) for e in self.log["held"]
            )
        return self._held

    @property
    def other_language(self) -> bool:
        """True for an article that is not English and was passed through.

        >>> clean("El ministro dijo ayer en la capital que no hay dinero para las escuelas de los pueblos, y que "
        ...       "el gobierno no sabe lo que va a pasar.").other_language
        True
        """
        return self.log.get("skipped") == "language"

    def to_clean(self, place: Union[int, Span]) -> Any:
        """Carries an offset or a span (begin, end) of the source over to the clean text.

        An offset goes where the character behind it went; a span becomes the smallest that covers what it covered. Offsets
        past the end are taken for the end, negative ones for 0, and a span that ends before it begins for empty.

        >>> source = "The summit ended.On Thursday they left kyiv."
        >>> result = clean(source)
        >>> begin, end = result.to_clean((20, 28))
        >>> source[20:28], result.text[begin:end]
        ('Thursday', 'Thursday')
        >>> result.to_source(result.to_clean(20))
        20
        """
        at, to = self._spans()
        grown = to[-1][1] - at[-1][1] if at else 0
        return _carried_place(place, len(self.text) - grown, at, to)

    def to_source(self, place: Union[int, Span]) -> Any:
        """Carries an offset or a span of the clean text back to the source."""
        at, to = self._spans()
        return _carried_place(place, len(self.text), to, at)

    def _spans(self) -> Tuple[List[Span], List[Span]]:
        if self._map is None:
            at: List[Span] = []
            to: List[Span] = []
            for edit in self.edits:
                if at and at[-1][1] == edit.at[0]:  # edits that touch move as one
                    at[-1] = (at[-1][0], edit.at[1])
                    to[-1] = (to[-1][0], edit.to[1])
                else:
                    at.append(edit.at)
                    to.append(edit.to)
            self._map = (at, to)
        return self._map

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result):
            return NotImplemented
        return (self.text, self.log_line) == (other.text, other.log_line)

    def __hash__(self) -> int:
        return hash((self.text, self.log_line))

    def __repr__(self) -> str:
        return f"<mtmend.Result: {len(self.edits)} edits, {len(self.held)} held, {self.text[:40]!r}>"

    def __reduce__(self) -> Tuple[Any, ...]:
        return Result, (self.text, self.log_line)


class Pipeline:
    """The chain, made once and used for many articles, by as many threads as there are. Can be pickled.

    Arguments are as the options of ``mtmend clean``: ``stages`` and ``skip`` name stages, ``dictionaries`` folders of your
    own rules, ``decisions`` a file that ``mtmend review`` wrote. One folder needs no list, and names of stages may stand in
    one str with commas between them. Raises Error where one of them is not usable.

    >>> wire = Pipeline(profile="wire", apply="likely")
    >>> wire.clean("They met in kyiv.").text
    'They met in Kyiv.'
    >>> Pipeline(profile="newz")
    Traceback (most recent call last):
        ...
    mtmend.Error: unknown profile 'newz'; did you mean 'news'? Profiles are news, wire
    """

    def __init__(
        self,
        profile: str = "news",
        *,
        apply: str = "safe",
        stages: Union[Path, Sequence[str]] = (),
        skip: Union[Path, Sequence[str]] = (),
        dictionaries: Union[Path, Sequence[Path]] = (),
        source_language: str = "auto",
        decisions: Optional[Path] = None,
    ) -> None:
        options = [("profile", profile), ("apply", apply), ("source-language", source_language)]
        for name, given in (("stages", stages), ("skip", skip)):
            names = ",".join(_listed(given))  # the library splits at commas
            options += [(name, names)] if names else []
        options += [("dictionaries", folder) for folder in _listed(dictionaries)]
        options += [("decisions", os.fspath(decisions))] if decisions is not None else []
        self._options = options
        self._handle = _library.open_pipeline(options + [("offsets", "codepoint")])

    def clean(
        self, text: str, *, id: str = "", apply: Optional[str] = None, source_language: Optional[str] = None
    ) -> Result:
        """Cleans one article. ``id`` names it in the log; the rest is for this call alone.

        Raises Error for what cannot be cleaned, UnicodeEncodeError for a text or an id with lone surrogates.
        """
        options = [("id", id)] if id else []
        options += [("apply", apply)] if apply is not None else []
        options += [("source-language", source_language)] if source_language is not None else []
        return Result(*self._handle.clean(text, options))

    def clean_many(self, texts: Iterable[str], *, workers: Optional[int] = None) -> Iterator[Result]:
        """Cleans articles with several threads (default: as many as there are cores) and gives the results in order.

        Takes no more of ``texts`` than the threads need ahead, so that it may be endless. An error is raised when it is
        its article's turn.

        >>> [result.text for result in Pipeline().clean_many(["They met in kyiv.", "He left ."], workers=2)]
        ['They met in Kyiv.', 'He left.']
        """
        count = workers if workers is not None else len(os.sched_getaffinity(0))
        if count < 1:
            raise ValueError(f"workers is {count}; give 1 or more")
        return self._clean_many(texts, count)

    def _clean_many(self, texts: Iterable[str], workers: int) -> Iterator[Result]:
        if workers == 1:
            yield from map(self.clean, texts)
            return
        waiting: Deque["concurrent.futures.Future[Result]"] = collections.deque()
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            try:
                for text in texts:
                    waiting.append(pool.submit(self.clean, text))
                    if len(waiting) >= 4 * workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def __reduce__(self) -> Tuple[Any, ...]:
        return _reopened, (self._options,)


def clean(text: str, **options: Any) -> Result:
    """Cleans one article with a pipeline that is kept for the next call; ``options`` are those of Pipeline.

    >>> clean("He left .").text
    'He left.'
    """
    return _shared(**{name: _hashable(value) for name, value in options.items()}).clean(text)


def clean_many(texts: Iterable[str], *, workers: Optional[int] = None, **options: Any) -> Iterator[Result]:
    """Cleans articles with several threads and gives the results in order: Pipeline(**options).clean_many(texts).

    >>> [len(result.edits) for result in clean_many(["They met in kyiv.", "They left."])]
    [1, 0]
    """
    return _shared(**{name: _hashable(value) for name, value in options.items()}).clean_many(texts, workers=workers)


def version() -> str:
    """The version of the library.

    >>> version().count(".")
    2
    """
    return _library.version()


@functools.lru_cache(maxsize=8)
def _shared(**options: Any) -> Pipeline:
    return Pipeline(**options)


atexit.register(_shared.cache_clear)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _listed(value: Union[Path, Iterable[Path]]) -> List[str]:
    return [os.fspath(one) for one in ([value] if isinstance(value, (str, os.PathLike)) else value)]


def _reopened(options: List[Tuple[str, str]]) -> Pipeline:
    pipeline = Pipeline.__new__(Pipeline)
    pipeline._options = options
    pipeline._handle = _library.open_pipeline(options + [("offsets", "codepoint")])
    return pipeline


def _common(entry: Dict[str, Any]) -> Dict[str, Any]:
    return {
        "at": tuple(entry["at"]),
        "before": entry["before"],
        "after": entry["after"],
        "steps": tuple(Step(s["stage"], s["rule"], s["confidence"], s.get("why", "")) for s in entry["steps"]),
        "fingerprint": entry["fingerprint"],
        "change_id": entry["change_id"],
        "group": entry.get("group", ""),
        "line": entry.get("line", 0),
        "left": entry["left"],
        "right": entry["right"],
    }


def _carried_place(place: Union[int, Span], length: int, from_spans: List[Span], to_spans: List[Span]) -> Any:
    if isinstance(place, int):
        return _carried(min(max(place, 0), length), False, from_spans, to_spans)
    first = min(max(place[0], 0), length)
    last = min(max(place[1], first), length)
    begin = _carried(first, False, from_spans, to_spans)
    end = _carried(last, True, from_spans, to_spans)
    # The ends of an empty span look away from each other, past what was taken out there.
    return min(begin, end), max(begin, end)


def _carried(offset: int, is_end: bool, from_spans: List[Span], to_spans: List[Span]) -> int:
    # A change that begins right here has the character behind the offset, not the one before it.
    find = bisect.bisect_left if is_end else bisect.bisect_right
    index = find([span[0] for span in from_spans], offset) - 1
    if index < 0:
        return offset
    begin, end = from_spans[index]
    if offset >= end:
        return to_spans[index][1] + offset - end
    return to_spans[index][1 if is_end else 0]
