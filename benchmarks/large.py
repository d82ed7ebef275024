"""A program with 600 items instead of those it ships: the Standards again under other ids, all answered."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import yaml

from benchmarks.packs import renamed
from benchmarks.place import Place
from fosdesk.base.language import english
from fosdesk.base.paths import paths_under, program_root
from fosdesk.base.progress import SilentProgress

ITEMS = 600
_ITEM = re.compile(r"^  - id: (\w+)$", re.MULTILINE)


def large_program(folder: Path) -> tuple[Path, int]:
    """A program whose Standards are asked again under other ids until there are `ITEMS`; how many copies."""
    shutil.copytree(program_root() / "forms", folder / "forms")
    (folder / "resources").symlink_to(program_root() / "resources")
    sections = folder / "forms" / "standards" / "sections"
    texts = [path.read_text("utf-8") for path in sorted(sections.glob("*.yaml"))]
    count = sum(
        len(_ITEM.findall(path.read_text("utf-8"))) for path in folder.glob("forms/*/sections/*.yaml")
    )
    manifest = folder / "forms" / "standards" / "pack.yaml"
    content = yaml.safe_load(manifest.read_bytes())
    copy = 0
    while count < ITEMS:
        copy += 1
        for number, text in enumerate(texts):
            name = f"sections/{copy}{number:02d}-copy.yaml"
            (sections.parent / name).write_text(renamed(text, copy), "utf-8")
            content["sections"].append(name)
            count += len(_ITEM.findall(text))
            if count >= ITEMS:
                break
    manifest.write_text(yaml.safe_dump(content), "utf-8")
    return folder, copy


def large_home(place: Place) -> tuple[Path, Path, int]:
    """A home with an assessment of the large program, every copy answered; the program; its items."""
    from fosdesk.bootstrap import wire
    from fosdesk.services import importing
    from fosdesk.services.facts import Person
    from fosdesk.services.sample import load_sample, sample_content

    program, copies = large_program(place.fresh("program"))
    home = place.fresh("large")
    context = wire(replace(paths_under(home), program=program))
    person = Person("Amina Benali")
    a = load_sample(context, person, SilentProgress())
    content = sample_content(context.paths.sample, "en")
    again = {
        f"n{copy:02d}_{item}": {name: value for name, value in given.items() if name != "evidence"}
        for copy in range(1, copies + 1)
        for item, given in content.answers.items()
        if f"n{copy:02d}_{item}" in a.bank.items
    }
    more = replace(content, facts={}, answers=again, rows={})
    importing.apply(a, importing.plan_content(a, more, context.paths.sample, english()))
    a.store.opening_check.result()
    items, assessment = len(a.bank.items), a.id
    context.library.close_now(a)
    settings = replace(context.settings_store.read(), person_name=person.name, last_assessment=assessment)
    context.settings_store.write(settings)
    context.jobs.shutdown()
    return home, program, items
