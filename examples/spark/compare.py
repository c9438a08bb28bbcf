"""Compares what the Spark job found with one run of `recevable check --format json`.

Says what differs, and exits with 1 if anything does.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def read(path: Path) -> Json:
    """A JSON document."""
    document: Json = json.loads(path.read_text(encoding="utf-8"))
    return document


def violated(dossier: Json) -> dict[str, tuple[str, str]]:
    """The rules that a dossier violates under its best fiches or across dossiers, each with level and title."""
    best = [found for found in dossier["assessments"] if found["fiche"] in dossier["best_fiches"]]
    findings = [finding for found in best for finding in found["findings"]] + dossier["batch"]
    found = [finding for finding in findings if finding["status"] == "violated"]
    return {finding["rule"]: (finding["level"], finding["title"]) for finding in found}


def most_violated(dossiers: list[Json]) -> list[Json]:
    """The ten rules that most dossiers violate."""
    counts: dict[str, int] = defaultdict(int)
    words: dict[str, tuple[str, str]] = {}
    for dossier in dossiers:
        for rule, about in violated(dossier).items():
            counts[rule] += 1
            words[rule] = about
    rules: list[Json] = [
        {"rule": rule, "level": level, "title": title, "dossiers": counts[rule]}
        for rule, (level, title) in words.items()
    ]
    return sorted(rules, key=lambda rule: (-rule["dossiers"], rule["level"], rule["rule"]))[:10]


def repeats(dossier: Json) -> list[Json]:
    """The rules across dossiers that a dossier violates, each with the first of those that have the same."""
    found = [{"rule": finding["rule"], "first": finding["first"]} for finding in dossier["batch"]]
    return sorted(found, key=lambda repeat: (repeat["rule"], repeat["first"]))


def differences(run: Json, job: Json, verdicts: list[Json] | None) -> Iterator[str]:
    """What differs between a run and the job."""
    if run["evaluated_on"] != job["evaluated_on"]:
        yield f"evaluated_on: {run['evaluated_on']} ≠ {job['evaluated_on']}"
    for key, found in job["summary"].items():
        if run["summary"][key] != found:
            yield f"{key}: {run['summary'][key]} ≠ {found}"
    expected = most_violated(run["dossiers"])
    if expected != job["most_violated"]:
        yield f"most_violated: {expected} ≠ {job['most_violated']}"
    if verdicts is None:
        return
    of_job = {verdict["path"]: verdict for verdict in verdicts}
    if len(of_job) != len(run["dossiers"]):
        yield f"dossiers: {len(run['dossiers'])} ≠ {len(of_job)}"
    for dossier in run["dossiers"]:
        wanted = {"path": dossier["path"], "verdict": dossier["verdict"], "repeats": repeats(dossier)}
        if of_job.get(dossier["path"]) != wanted:
            yield f"{wanted} ≠ {of_job.get(dossier['path'])}"


def main() -> None:
    """Compares, says what differs, and exits with 1 if anything does."""
    parser = argparse.ArgumentParser(description="Compare les deux résultats. / Compares both results.")
    parser.add_argument("run", type=Path, help="recevable check --format json")
    parser.add_argument("job", type=Path, help="job.py")
    parser.add_argument("--verdicts", type=Path, help="job.py --verdicts")
    options = parser.parse_args()
    verdicts = None
    if options.verdicts:
        files = options.verdicts.glob("part-*.json")
        verdicts = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    found = list(differences(read(options.run), read(options.job), verdicts))
    for difference in found:
        # Paths are others' texts: what hides in them is shown, not done.
        print(difference if difference.isprintable() else ascii(difference))
    if found:
        sys.exit(1)
    print("Mêmes résultats. / Same results.")


if __name__ == "__main__":
    main()
