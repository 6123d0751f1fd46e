"""What matching costs: the specification's algorithm beside its loop, and the hybrid at its largest.

Run by `./hallway bench matching`. Ends with 1 if one attendee's ten differ from the loop's, if a ratio is missed, if
50,000 × 1,000 pairs take 400 MB, or if one attendee waits for more than 5 ms.
"""

import platform
import sys

from benchmarks.matching_figures import hybrid, specification
from benchmarks.matching_figures.conference import SEED


def main() -> int:
    """Print everything; 0 if all promises are kept, else 1. The hybrid comes first, so that its peak is its own."""
    print(f"Python {platform.python_version()}, processor time, median of {specification.RUNS} runs, seed {SEED}")
    kept = [hybrid.report(), specification.report()]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
