"""How much longer a case table takes to be read and judged than to be split into cells.

The limit is the csv module alone on the same rows. Both run in one process, in turn; compare the ratio, not
the seconds. Ten thousand rows are made here, so that no data file is needed.
"""

from __future__ import annotations

import csv
import tempfile
import time
from pathlib import Path

from asnwork.adapters.event_log import load_log
from asnwork.adapters.mapping import parse_mapping

MAPPING = """
zone = "Asia/Jakarta"
[cases]
case = "id"
opened = "opened"
due = "due"
closed = "closed"
"""
ROWS = 10_000


def main() -> None:
    """Print rows a second and the ratio to the csv module, best of three."""
    mapping = parse_mapping(MAPPING)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "cases.csv"
        rows = [f"r{n},2026-05-04T09:00:00,2026-05-05T09:00:00,2026-05-04T15:00:00" for n in range(ROWS)]
        table.write_text("\n".join(["id,opened,due,closed", *rows, ""]), encoding="utf-8")
        ratios, rates = [], []
        for _ in range(3):
            begins = time.perf_counter()
            with table.open(newline="", encoding="utf-8") as lines:
                assert sum(1 for _ in csv.reader(lines)) == ROWS + 1
            split = time.perf_counter()
            assert load_log(table, mapping).counts["requests"] == ROWS
            done = time.perf_counter()
            ratios.append((done - split) / (split - begins))
            rates.append(ROWS / (done - split))
    print(f"rows a second: {max(rates):,.0f}; reading / csv alone: {min(ratios):.0f}")


if __name__ == "__main__":
    main()
