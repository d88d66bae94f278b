"""Make whatever is missing, then check: `python build/test.py [benchmarks [NAMES] | PYTEST ARGS]`."""

import sys


def main() -> int:
    """Refuse other Pythons in one line; run linter, types and tests, or the benchmarks, or chosen tests."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        this = "{}.{} ({})".format(*sys.version_info[:2], sys.executable)
        sys.stderr.write("Gendan runs on Python 3.11, 3.12 or 3.13; this is Python " + this + "\n")
        return 2
    from checks import run_checks

    return run_checks(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
