"""The command line: one command each for what people do with faxes."""

import typer

from pipeline.commands import (
    api,
    demo,
    desk,
    export,
    forms,
    letters,
    process,
    recognition,
    recognition_learning,
    registry,
    registry_changes,
    replay,
    review,
    review_pages,
    safety,
    samples,
    serve,
    settings,
    show,
    status,
    watch,
)

recognition.app.command("material")(recognition_learning.material)
recognition.app.command("gate")(recognition_learning.gate)
recognition.app.command("brake")(recognition_learning.brake)
registry.app.command("nppes")(registry_changes.nppes)
registry.app.command("change")(registry_changes.change)
registry.app.command("put")(registry_changes.put)
registry.app.command("merge")(registry_changes.merge)
registry.app.command("unmerge")(registry_changes.unmerge)
review.app.command("pages")(review_pages.pages)
review.app.command("assemble")(review_pages.put_together)
app = typer.Typer(
    help="The fax desk of the KYNAMRO REMS Program Coordinating Center.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("watch")(watch.watch)
app.command("process")(process.process)
app.command("show")(show.show)
app.command("serve")(serve.serve)
app.command("status")(status.status)
app.command("settings")(settings.settings)
app.command("replay")(replay.replay)
app.command("demo")(demo.demo)
app.add_typer(forms.app, name="forms", help="The form editions faxdesk knows.")
app.add_typer(samples.app, name="samples", help="Synthetic faxes with their truth.")
app.add_typer(registry.app, name="registry", help="Who is certified, enrolled and authorized.")
app.add_typer(recognition.app, name="recognition", help="What may be used unseen, and on which evidence.")
app.add_typer(desk.app, name="desk", help="Who may work at the review desk.")
app.add_typer(letters.app, name="letters", help="What is sent back, and what of it waits for a person.")
app.add_typer(api.app, name="api", help="What pharmacies' systems may ask, and their keys.")
app.add_typer(export.app, name="export", help="What the registry holds, for other systems.")
app.add_typer(review.app, name="review", help="Documents that wait for a person.")
app.add_typer(safety.app, name="safety", help="What may tell of an adverse event.")
