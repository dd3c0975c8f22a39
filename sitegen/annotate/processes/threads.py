"""One thread for matrix products, in the words of the libraries that might do them.

A process annotates on one core and there are as many processes as cores: more threads would only be in the
way. And sums come out the same to the last bit wherever an article is annotated. Libraries read these
variables when they are loaded, so they are for a program's first lines and for processes that it starts.
"""

from __future__ import annotations

ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
"""Environment variables."""
