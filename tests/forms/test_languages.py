"""Counting translations: what is shown, what is not, and why."""

from pathlib import Path

from fosdesk.forms.languages import languages_of
from fosdesk.forms.pack import Pack
from fosdesk.forms.po import write_template
from fosdesk.forms.translation import texts_of


def test_every_state_of_a_text_is_counted_once(sample: Pack, copies: Path) -> None:
    texts = texts_of(sample)
    labels = [context for context in texts if context.endswith(".label")]
    good, fuzzy, outdated, long = labels[:4]
    entries = [
        ("", good, texts[good], "Bien"),
        ("#, fuzzy\n", fuzzy, texts[fuzzy], "Douteux"),
        ("", outdated, "Older English", "Ancien"),
        ("", long, texts[long], "x" * (2 * len(texts[long]) + 30)),
        ("", labels[4], texts[labels[4]], ""),
        ("", "gone.label", "Gone", "Parti"),
    ]
    body = "".join(
        f'\n{mark}msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{translation}"\n'
        for mark, context, english, translation in entries
    )
    catalogue = copies / "sample" / "i18n" / "xx.po"
    catalogue.parent.mkdir(exist_ok=True)
    catalogue.write_text(write_template({}, "p") + body, encoding="utf-8")
    found = next(one for one in languages_of(sample, copies / "sample") if one.language == "xx")
    assert (found.fuzzy, found.outdated, found.too_long) == ((fuzzy,), (outdated,), (long,))
    assert found.texts == len(texts)
    assert found.done == 2
    assert len(found.missing) == len(texts) - 4


def test_a_language_the_pack_names_is_counted_without_a_catalogue(sample: Pack, tmp_path: Path) -> None:
    from dataclasses import replace

    (found,) = languages_of(replace(sample, languages=("en", "pt")), tmp_path)
    assert (found.language, found.done) == ("pt", 0)
