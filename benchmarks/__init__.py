"""What the library costs, each case beside a reference in the same run: ``make bench`` (see docs/benchmarks.md)."""
