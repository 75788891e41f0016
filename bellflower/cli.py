"""The command line: thin. Every command is a function of the library."""

from __future__ import annotations

import errno
import functools
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from bellflower import __version__

if TYPE_CHECKING:
    from bellflower.engine import Choice
    from bellflower.model.run import Settings
    from bellflower.records import Act

EXIT_CODES = """
\b
Exit codes:
  0  all went well
  1  done, but something was refused; every refusal is named on standard error
  2  the call itself was wrong, or a pack cannot be used
  3  a file could not be written; nothing that was there is lost
  4  another process was at work on the case for too long; nothing was done
  130  stopped by Ctrl-C; nothing is lost, and the next run finishes the work
"""
UNWRITTEN, STOPPED = 3, 130

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
QUIET = click.option("--quiet", "-q", is_flag=True, help="Say nothing but refusals and errors.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object for a program to read.")
PACKS = click.option(
    "--pack",
    "packs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder with a pack of your own; repeatable.",
)


INTO_CASE = click.option(
    "--case",
    "case",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The case folder; made if new.",
)
TITLE = click.option("--title", default=None, help="Title of the dossier; the case folder's name if left out.")
YARDSTICK = click.option(
    "--yardstick",
    type=click.Choice(["icd203", "phia"]),
    default="icd203",
    show_default=True,
    help="From where words of probability are taken; the dossier prints it.",
)
WAIT = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=3600,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait while another process is at work on the case.",
)

MODEL_OPTIONS = (
    click.option("--model", "model_name", metavar="NAME", help="Let this language model read, too: see docs/model.md."),
    click.option(
        "--base-url",
        metavar="URL",
        help="Where its server is, such as http://localhost:11434/v1. The reports' text is sent there. A key, if it "
        "needs one, is taken from BELLFLOWER_API_KEY.",
    ),
    click.option(
        "--model-seconds",
        type=click.FloatRange(min=1),
        default=120,
        show_default=True,
        help="How long it may take for one report.",
    ),
    click.option("--plain-http", is_flag=True, help="Allow sending to another machine unencrypted."),
)


def reads_with_model(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options of a second reader, and hands them on as one: ``model``, or ``None``."""

    @functools.wraps(command)
    def wrapped(
        *args: object,
        model_name: str | None,
        base_url: str | None,
        model_seconds: float,
        plain_http: bool,
        **kwargs: object,
    ) -> None:
        settings = None
        if model_name or base_url:
            if not (model_name and base_url):
                raise click.UsageError("--model and --base-url belong together: which model, and where its server is")
            from bellflower.model.run import Settings

            settings = Settings(model=model_name, base_url=base_url, seconds=model_seconds, plain_http=plain_http)
        command(*args, model=settings, **kwargs)

    for option in reversed(MODEL_OPTIONS):
        option(wrapped)
    return wrapped


ENGINE_OPTIONS = (
    click.option("--jobs", type=click.IntRange(min=1), help="Processes that read; one for each core if left out."),
    click.option(
        "--engine",
        type=click.Choice(["embedded", "spark"]),
        default="embedded",
        show_default=True,
        help="Where the work is done: on this machine, or on a Spark cluster (see docs/scale.md).",
    ),
    click.option(
        "--spark-master", metavar="URL", help="The cluster, such as spark://host:7077; else as Spark is configured."
    ),
)


def runs_on_engine(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options of where it runs, and hands them on as one: ``engine``."""

    @functools.wraps(command)
    def wrapped(*args: object, engine: str, spark_master: str | None, jobs: int | None, **kwargs: object) -> None:
        spark = engine == "spark"
        if spark and jobs:
            raise click.UsageError("--jobs is for the embedded engine; on Spark the cluster says how many")
        if spark_master and not spark:
            raise click.UsageError("--spark-master is for --engine spark; give both")
        from bellflower.engine import Choice

        command(*args, engine=Choice(spark=spark, master=spark_master, jobs=jobs), **kwargs)

    for option in reversed(ENGINE_OPTIONS):
        option(wrapped)
    return wrapped


def keeps_case(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options of all that read into a case, as one."""
    for option in (JSON, QUIET, WAIT, runs_on_engine, reads_with_model, PACKS):
        command = option(command)
    return command


@contextmanager
def _stoppable() -> Iterator[None]:
    """Whatever fails by Ctrl-C becomes a :class:`KeyboardInterrupt`: a database answers it with errors of its own."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # whoever started this process decides
        yield
        return
    asked = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    except Exception as error:
        if asked.is_set():
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


class Command(click.Group):
    """The group of commands, with what can go wrong in any of them."""

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command; what it could not write, and Ctrl-C, become a message and an exit code."""
        try:
            with _stoppable():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("stopped; the same call goes on from here", err=True)
            sys.exit(STOPPED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            click.echo(f"Error: {error.filename2 or error.filename or 'a file'}: {error.strerror or error}", err=True)
            sys.exit(UNWRITTEN)


@click.group(
    cls=Command, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="bellflower")
def main() -> None:
    """Read reports about an illicit trade; get incidents in which every number leads back to its words.

    Start with:  bellflower dossier REPORTS_FOLDER --case CASE_FOLDER
    """


@main.command()
@PATHS
@INTO_CASE
@TITLE
@YARDSTICK
@keeps_case
def dossier(paths: tuple[Path, ...], case: Path, **how: Any) -> None:
    """Read reports into a case and write its dossier.

    PATHS are files, or folders that are walked: .txt .md .html .pdf .docx .eml and web archives (.warc, .warc.gz).
    A report's metadata may stand beside it, as CSL-JSON, in <file>.csl.json.

    The dossier goes to CASE/dossier/: dossier.html, and beside it the same as tables. Originals are kept in
    CASE/reports/, named by their SHA-256; what is there stays, so that later calls add to the case.
    """
    from bellflower.commands import casework

    sys.exit(casework.dossier(paths, case, **how))


@main.command()
@PATHS
@INTO_CASE
@keeps_case
def add(paths: tuple[Path, ...], case: Path, **how: Any) -> None:
    """Take reports into a case, read and link them; write no dossier.

    PATHS are as for dossier. Only what is new is worked on, so that a report costs that report however large the
    case is; bellflower build writes the dossier when it is wanted.
    """
    from bellflower.commands import casework

    sys.exit(casework.add(paths, case, **how))


@main.command()
@click.argument("case", type=click.Path(path_type=Path, file_okay=False, exists=True))
@TITLE
@YARDSTICK
@keeps_case
def build(case: Path, **how: Any) -> None:
    """Write the dossier of a case from what is in it.

    What is derived is kept in CASE/case.duckdb and made anew where the reports, the packs or the rules have changed;
    delete that file and everything is made again, the same byte for byte.
    """
    from bellflower.commands import casework

    sys.exit(casework.dossier((), case, **how))


@main.command()
@click.argument("case", type=click.Path(path_type=Path, file_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--shipped", is_flag=True, help="Go back to the model that ships.")
@PACKS
@runs_on_engine
@WAIT
@QUIET
@JSON
def train(case: Path, **how: Any) -> None:
    """Learn from a case how to tell its incidents apart.

    How much it weighs that two reports tell the same day, place or amount is learnt from all pairs of mentions in the
    case, starting from the model that ships; a case must hold 5,000 pairs that may be one incident. The model is kept
    in CASE/linkage.json, which every later build goes by; what analysts decided holds under any model.
    """
    from bellflower.commands import casework

    sys.exit(casework.train(case, **how))


@main.command()
@PATHS
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for one JSON file a report."
)
@PACKS
@reads_with_model
@runs_on_engine
@QUIET
@JSON
def extract(
    paths: tuple[Path, ...],
    out: Path,
    packs: tuple[Path, ...],
    model: Settings | None,
    engine: Choice,
    quiet: bool,
    as_json: bool,
) -> None:
    """Write what each report says, by itself, as JSON.

    One OUT/<stem>.json for each report in PATHS, before any reconciliation with others.
    """
    from bellflower.commands import reading

    sys.exit(reading.extract(paths, out, packs, quiet=quiet, as_json=as_json, model=model, engine=engine))


@main.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "--mapping", type=click.Path(path_type=Path, dir_okay=False), help="What the columns hold; see docs/import.md."
)
@click.option("--case", "case", type=click.Path(path_type=Path, file_okay=False), help="The case folder; made if new.")
@click.option("--suggest", is_flag=True, help="Print a draft of a mapping for this table, and do nothing else.")
@click.option("--dry-run", is_flag=True, help="Show how the first five rows would be read, and write nothing.")
@keeps_case
def import_(table: Path, mapping: Path | None, case: Path | None, suggest: bool, **how: Any) -> None:
    """Take a table of incidents into a case.

    TABLE is a .csv or .xlsx with one row for an incident (or for a good of one). A mapping file says which column fills
    which slot; without one a draft is printed. Every mapped cell becomes a claim with the cell's words as its quote.
    Rows that can't be read are refused one by one, and the rest goes in. The table is kept in CASE/tables/ under its
    SHA-256, and the dossier of the case is written anew.
    """
    from bellflower.commands import casework

    sys.exit(casework.import_table(table, None if suggest else mapping, case, **how))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sentence", "sentences", multiple=True, type=int, help="Only the sentence of this number; repeatable.")
@click.option("--at", multiple=True, help="Only sentences with these words; repeatable.")
@PACKS
@JSON
def explain(
    file: Path, sentences: tuple[int, ...], at: tuple[str, ...], packs: tuple[Path, ...], as_json: bool
) -> None:
    """Say how a report was read, and why the rest of it was not.

    FILE is one report. For each sentence: what was recognised in it, with the row of the pack that knows the word,
    and what became of it. For each incident: what fills its slots, by which rule, and which other words stood there
    and why they lost. Every rule is named with the module and line that hold it.
    """
    from bellflower.commands import reading

    sys.exit(reading.explain(file, packs, sentences=sentences, at=at, as_json=as_json))


CASE = click.argument("case", type=click.Path(path_type=Path, file_okay=False))
BY = click.option("--by", required=True, metavar="NAME", help="Who decides: a name or a role.")
WHY = click.option("--why", required=True, metavar="TEXT", help="The reason, for whoever reads the log.")
ACTS = ("accept", "reject", "amend", "merge", "split", "grade", "mark")


@main.command()
@CASE
@click.argument("act", type=click.Choice(ACTS), metavar="ACT")
@click.argument("what", nargs=-1, required=True)
@click.option("--to", metavar="TEXT", help="For amend the value, for grade the grade, for mark the words of the mark.")
@BY
@WHY
@PACKS
@WAIT
@JSON
def decide(case: Path, act: Act, what: tuple[str, ...], **how: Any) -> None:
    """Decide on a claim, an incident or a source.

    \b
    ACT and WHAT, with ids from the dossier and its tables:
      accept CLAIM              the claim is read rightly
      reject CLAIM              the claim is read wrongly, and fills no slot
      amend CLAIM --to VALUE    it says this: 125 kg, 2003-04-16, heroin, or fields as JSON
      merge INCIDENT INCIDENT   they are one (incidents or mentions, two or more)
      split INCIDENT MENTION    these mentions are another incident than the rest
      grade REPORT --to B       reliability A to F of a report, or of a publisher by its name
      grade CLAIM --to 2        credibility 1 to 6 of what is claimed
      mark INCIDENT --to WORDS  a note on an incident or a claim

    What is decided is kept in CASE/decisions.jsonl, and holds from the next dossier on. Decisions find their place by
    the words of the report, so they hold after the reports were read anew, too.
    """
    from bellflower.commands import decisions

    sys.exit(decisions.decide(case, act, what, **how))


@main.command()
@CASE
@click.argument("about", required=False)
@PACKS
@WAIT
@JSON
def log(case: Path, about: str | None, **how: Any) -> None:
    """Say who decided what, when and why.

    And what became of it. ABOUT is the id of an incident, a claim, a mention, a report or a decision; without it, all
    is told, oldest first.

    A decision holds, or it is undone, superseded (by a later one of the same analyst), disputed (another analyst says
    otherwise; nothing is changed until one of the two is undone) or unplaced (its words are no longer read so).
    """
    from bellflower.commands import decisions

    sys.exit(decisions.log(case, about, **how))


@main.command()
@CASE
@click.argument("decision")
@BY
@WHY
@JSON
def undo(case: Path, decision: str, by: str, why: str, as_json: bool) -> None:
    """Undo a decision.

    Nothing is erased: the undoing is a decision itself, and can be undone.
    """
    from bellflower.commands import decisions

    sys.exit(decisions.undo(case, decision, by=by, why=why, as_json=as_json))


@main.command()
@CASE
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@WAIT
@JSON
def join(case: Path, files: tuple[Path, ...], wait: float, as_json: bool) -> None:
    """Take over another analyst's decisions.

    FILES are decisions.jsonl of other cases, or their folders. Where two analysts disagree both are kept and shown, and
    nothing is changed until one of the two is undone. Of a folder the ids of its incidents are taken over, too, so that
    they lead on here.
    """
    from bellflower.commands import decisions

    sys.exit(decisions.join(case, files, wait=wait, as_json=as_json))
