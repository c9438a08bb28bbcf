"""Checks a folder of dossiers with Spark: `recevable` decides each dossier, Spark SQL what they come to together.

The outcome is that of one run of `recevable check --no-ignore FOLDER`, however the dossiers are shared out.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from zoneinfo import ZoneInfo

from pyspark.sql import DataFrame, SparkSession

# Best first, and in the order of the alphabet: `array_min` finds the better of two verdicts, `greatest` the worse.
VERDICTS = ["eligible", "eligible_with_reservations", "incomplete", "inconsistent", "ineligible", "unreadable"]

# What is read of a line of NDJSON; `recevable schema report` describes all of it.
LINE = """
    path STRING, stage STRING, duplicate_key STRING, best_fiches ARRAY<INT>, errors ARRAY<STRUCT<code: STRING>>,
    assessments ARRAY<STRUCT<fiche: INT, verdict: STRING,
        findings: ARRAY<STRUCT<rule: STRING, status: STRING, level: STRING, title: STRING>>>>
"""

# The rules across dossiers, as `recevable rules list` tells them.
ACROSS = "id STRING, level STRING, `group` STRING, title STRING, stages ARRAY<STRING>, `unique` STRING"

# A dossier's own verdict leaves `batch` out, which tells what one process saw of its own share. A file that is no text
# is compared with no other.
DOSSIERS = """
SELECT position, line.path, line.stage, line.duplicate_key,
       CASE WHEN NOT exists(line.errors, error -> error.code IN ('D-IO', 'D-SIZE', 'D-ENCODING'))
            THEN digest END AS content,
       coalesce(array_min(line.assessments.verdict), 'unreadable') AS own_verdict,
       filter(flatten(filter(line.assessments, under -> array_contains(line.best_fiches, under.fiche)).findings),
              finding -> finding.status = 'violated') AS violated
FROM lines
"""

# What no two dossiers may have in common: their project, their bytes.
KEYS = """
SELECT position, path, stage, stack(2, 'project', duplicate_key, 'content', content) AS (`unique`, key)
FROM dossiers
"""

# The first of several dossiers stands.
FIRSTS = """
SELECT `unique`, key, min(position) AS position, min_by(path, position) AS path
FROM keys
WHERE key IS NOT NULL
GROUP BY `unique`, key
HAVING count(*) > 1
"""

# Each later one violates the rule, and names the first.
REPEATS = """
SELECT later.position, across.id AS rule, across.level, across.`group`, across.title, firsts.path AS first
FROM keys AS later
JOIN firsts ON later.`unique` = firsts.`unique` AND later.key = firsts.key AND later.position > firsts.position
JOIN across ON later.`unique` = across.`unique` AND array_contains(across.stages, later.stage)
"""

CHECKED = """
WITH worst AS (
    SELECT position, sort_array(collect_list(struct(rule, first))) AS repeats,
           max(CASE WHEN level <> 'error' THEN 'eligible_with_reservations'
                    WHEN `group` = 'coherence' THEN 'inconsistent'
                    ELSE 'ineligible' END) AS verdict
    FROM repeats
    GROUP BY position
)
SELECT position, path, greatest(own_verdict, worst.verdict) AS verdict, coalesce(repeats, array()) AS repeats
FROM dossiers
LEFT JOIN worst USING (position)
"""

COUNTS = "SELECT verdict, count(*) AS dossiers FROM checked GROUP BY verdict"

# Files with the same bytes have the same project, if any: they are a group of their own only where there is none.
GROUPS = """
WITH groups AS (
    SELECT sort_array(collect_list(struct(position, path))) AS members
    FROM dossiers
    WHERE coalesce(duplicate_key, content) IS NOT NULL
    GROUP BY coalesce(duplicate_key, content)
    HAVING count(*) > 1
)
SELECT members.path AS paths
FROM groups
ORDER BY members[0].position
"""

# A rule counts once for a dossier, under whichever of its best fiches it is violated.
MOST_VIOLATED = """
WITH violated AS (
    SELECT position, finding.rule, finding.level, finding.title FROM dossiers LATERAL VIEW explode(violated) AS finding
    UNION ALL
    SELECT position, rule, level, title FROM repeats
)
SELECT rule, min(level) AS level, min(title) AS title, count(DISTINCT position) AS dossiers
FROM violated
GROUP BY rule
ORDER BY dossiers DESC, level, rule
LIMIT 10
"""

Dossier = tuple[int, bytes]
Checked = tuple[int, str | None, str]


def dossiers_in(folder: bytes) -> Iterator[bytes]:
    """Yields the dossiers of a folder and of those within it, in the order in which `recevable check` takes them."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        # What cannot be listed is handed on all the same, and told as any file that cannot be read.
        yield folder
        return
    for entry in entries:
        named = entry.name.endswith((b".yaml", b".yml"))
        if entry.name.startswith(b"."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not named:
                yield from dossiers_in(entry.path)
        elif named and (entry.is_file() or not os.path.exists(entry.path)):
            yield entry.path


def digest(path: bytes) -> str | None:
    """The SHA-256 of a file's bytes; none when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def check(command: list[str], dossiers: Iterable[Dossier]) -> Iterator[Checked]:
    """Checks dossiers with one process, and yields each one's position, digest and line of NDJSON as it comes."""
    dossiers = list(dossiers)
    if not dossiers:
        return
    with TemporaryFile() as paths, TemporaryFile() as errors:
        # A list that begins with a NUL byte is one of NUL bytes, whatever its first path holds.
        paths.writelines(b"\0" + path for _, path in dossiers)
        paths.seek(0)
        done = 0
        with subprocess.Popen(command, stdin=paths, stdout=subprocess.PIPE, stderr=errors) as process:
            assert process.stdout is not None
            # Whether there are as many lines as dossiers is known at the end.
            for (position, path), line in zip(dossiers, process.stdout, strict=False):
                yield position, digest(path), line.decode()
                done += 1
            surplus = process.stdout.read()
        errors.seek(0)
        told = errors.read().decode(errors="replace")
    if process.returncode not in (0, 1, 2) or done < len(dossiers) or surplus:
        raise RuntimeError(f"recevable: {done} / {len(dossiers)}, exit code {process.returncode}\n{told}")
    if process.returncode == 2:
        # Some file could not be read: its line says so with the code D-IO, and the others stand.
        print(f"recevable: exit code 2 in a share of {done} dossiers\n{told}", file=sys.stderr)


def rules_across(recevable: str, rule_options: list[str]) -> list[dict[str, Any]]:
    """The rules across dossiers, from the rule sets themselves."""
    command = [recevable, "rules", "list", "--format", "json", *rule_options]
    lists = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    fields = ["id", "level", "group", "title", "stages", "unique"]
    across = [
        [{field: rule[field] for field in fields} for rule in campaign["rules"] if rule["unique"]] for campaign in lists
    ]
    if any(rules != across[0] for rules in across):
        sys.exit(
            "Les règles entre dossiers diffèrent d'une campagne à l'autre. / "
            "Campaigns differ in the rules across dossiers."
        )
    return across[0]


def register_views(spark: SparkSession, lines: DataFrame, across: list[dict[str, Any]]) -> None:
    """Names what the queries read: the dossiers, what they have in common, and their verdicts."""
    lines.createOrReplaceTempView("lines")
    spark.createDataFrame(across, ACROSS).createOrReplaceTempView("across")
    # Kept, so that each dossier is checked once and not once a query.
    spark.sql(DOSSIERS).persist().createOrReplaceTempView("dossiers")
    for name, query in [("keys", KEYS), ("firsts", FIRSTS), ("repeats", REPEATS), ("checked", CHECKED)]:
        spark.sql(query).createOrReplaceTempView(name)


def summary(spark: SparkSession) -> dict[str, Any]:
    """What the dossiers come to together, under the names of the `summary` of `recevable check --format json`."""
    counts = {row.verdict: row.dossiers for row in spark.sql(COUNTS).collect()}
    return {
        "summary": {
            "dossiers": sum(counts.values()),
            **{verdict: counts.get(verdict, 0) for verdict in VERDICTS},
            "duplicates": [row.paths for row in spark.sql(GROUPS).collect()],
        },
        "most_violated": [row.asDict() for row in spark.sql(MOST_VIOLATED).collect()],
    }


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description="Examine les dossiers d'un répertoire avec Spark. / Checks the dossiers of a folder with Spark."
    )
    parser.add_argument("folder", type=Path, help="répertoire des dossiers / folder of the dossiers")
    parser.add_argument("--recevable", default="recevable", help="le programme / the program")
    parser.add_argument("--date", help="date de l'examen / day of the check (AAAA-MM-JJ / YYYY-MM-DD)")
    parser.add_argument("--rules", help="autres jeux de règles / other rule sets")
    parser.add_argument("--overlay", action="append", default=[], help="surcouche / overlay")
    parser.add_argument("--partitions", type=int, help="nombre de parts / number of shares")
    parser.add_argument("--verdicts", help="répertoire à créer, avec chaque avis / new folder, with each verdict")
    return parser.parse_args()


def main() -> None:
    """Checks a folder, and writes the summary to standard output."""
    options = arguments()
    # All shares are checked for one day, even past midnight.
    day = options.date or datetime.now(ZoneInfo("Europe/Paris")).date().isoformat()
    rule_options = [f"--overlay={overlay}" for overlay in options.overlay]
    if options.rules:
        rule_options.append(f"--rules={options.rules}")
    across = rules_across(options.recevable, rule_options)
    dossiers = list(enumerate(dossiers_in(os.fsencode(options.folder))))
    if not dossiers:
        sys.exit("Aucun dossier. / No dossier.")

    spark = SparkSession.builder.appName("recevable").getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    # Spark shares out the work; each process keeps to one core.
    command = [options.recevable, "check", "--files-from=-", "--format=ndjson", "--jobs=1", f"--date={day}"]
    command += rule_options
    checked = spark.sparkContext.parallelize(dossiers, options.partitions).mapPartitions(partial(check, command))
    lines = spark.createDataFrame(checked, "position LONG, digest STRING, line STRING")
    parsed = f"from_json(line, '{' '.join(LINE.split())}', map('mode', 'FAILFAST')) AS line"
    register_views(spark, lines.selectExpr("position", "digest", parsed), across)

    json.dump({"evaluated_on": day, **summary(spark)}, sys.stdout, ensure_ascii=False, indent=2)
    print()
    if options.verdicts:
        spark.sql("SELECT path, verdict, repeats FROM checked ORDER BY position").write.json(options.verdicts)
    spark.stop()


if __name__ == "__main__":
    main()
