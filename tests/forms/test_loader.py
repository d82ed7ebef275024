"""A pack with errors: every mistake is named with file, line, column and the nearest name."""

import pytest

from fosdesk.base.errors import sentence
from fosdesk.forms.loader import check_pack, load_pack, load_packs, pack_folders
from fosdesk.forms.problems import PackErrors

AED, FIGURES, LISTS, MANIFEST = (
    "sections/010-aed.yaml",
    "sections/030-figures.yaml",
    "lists.yaml",
    "pack.yaml",
)
REVENUE = "sections/040-revenue.yaml"
SCORES, RULES, TESTS = "scoring.yaml", "rules.yaml", "tests/basic.yaml"
LIST = "  yn:\n    - {value: "

# file, what stands there, what is put in its place, code, line, column
MISTAKES = [
    # keys and values
    (AED, "    label: Use of", "    lable: Use of", "pack.unknown_key.near", 38, 5),
    (AED, "    label: Use of advance data\n", "", "pack.key_missing", 31, 5),
    (AED, "    target: 3\n", "    target: 3\n    target: 2\n", "pack.key_twice", 38, 5),
    (AED, "    target: 3", "    target: 5", "pack.number_range", 37, 13),
    (AED, "    target: 3", "    target: 2.5", "pack.needs_whole", 37, 13),
    (AED, "    target: 3", '    target: "3"', "pack.needs_number", 37, 13),
    (AED, "code: AED\n", "code: 3.1\n", "pack.needs_quotes", 2, 7),
    (AED, "code: AED\n", "code: yes\n", "pack.needs_quotes", 2, 7),
    (AED, "code: AED\n", "code: No\n", "pack.needs_quotes", 2, 7),
    (AED, "code: AED\n", "code: ~\n", "pack.needs_quotes", 2, 7),
    (AED, "code: AED\n", "code: 010\n", "pack.needs_quotes", 2, 7),
    (AED, "code: AED\n", "code: 1:30\n", "pack.needs_quotes", 2, 7),
    (AED, "code: AED\n", "code: 2018-06-29\n", "pack.needs_quotes", 2, 7),
    (AED, "code: AED\n", "code: [AED]\n", "pack.needs_text", 2, 7),
    (AED, "code: AED\n", 'code: ""\n', "pack.empty_text", 2, 7),
    (AED, "    required: true", "    required: yes", "pack.no_such_word", 16, 15),
    (AED, "allow: [na, unknown]", "allow: [na, unkown]", "pack.no_such_word.near", 17, 17),
    (AED, "allow: [na, unknown]", "allow: na", "pack.needs_list", 17, 12),
    (AED, "- tfa:7.1", "- {pinpoint: x}", "pack.key_missing", 21, 9),
    (AED, "source: constructed", "source: guessed", "pack.no_such_word", 22, 13),
    (AED, "items:\n", "items: {}\nrest:\n", "pack.unknown_key", 8, 1),
    (AED, "    weight: 2", "    weight: -1", "pack.number_range", 15, 13),
    (AED, "id: aed_scope", "id: AED_scope", "pack.bad_id", 23, 9),
    (AED, "id: aed_scope", "id: aed_law", "pack.twice", 23, 9),
    (AED, "id: aed_scope", f"id: {'a' * 41}", "pack.bad_id", 23, 9),
    # types
    (AED, "type: choices", "type: choises", "pack.unknown_type.near", 25, 11),
    (AED, "type: choices", "type: matrix", "pack.key_missing", 23, 5),
    (AED, "type: choices", "type: table", "pack.unknown_key", 26, 5),
    (
        AED,
        "type: choices\n    choices: channels",
        "type: file\n    accept: [.pdf]",
        "pack.bad_ending",
        26,
        14,
    ),
    (
        AED,
        "    choices: channels\n",
        "    choices: channels\n    or_other: true\n",
        "pack.needs_record",
        27,
        15,
    ),
    (
        AED,
        "    choices: yn\n",
        "    choices: yn\n    or_other: {label: Other, question: Which?}\n",
        "pack.scores_mixed",
        12,
        15,
    ),
    (
        AED,
        "    choices: channels\n",
        '    choices: channels\n    default: ". = 1"\n',
        "fel.own_not_here",
        27,
        15,
    ),
    (
        AED,
        "    choices: channels\n",
        '    choices: channels\n    readonly: "${aed_low} = 1"\n',
        "fel.unknown_item.near",
        27,
        16,
    ),
    (AED, "    choices: channels", "    choices: chanels", "pack.unknown_list.near", 26, 14),
    (
        AED,
        "    choices: channels",
        "    choices: channels\n    choice_filter: x",
        "fel.unknown_column",
        27,
        20,
    ),
    (AED, "    choices: channels", "    choices: channels\n    weight: 1", "pack.not_scorable", 27, 13),
    (AED, "    choices: channels", "    choices: channels\n    levels: {}", "pack.unknown_key", 27, 5),
    (AED, "    scale: maturity", "    scale: maturty", "pack.unknown_scale.near", 34, 12),
    (AED, "      2: Data of some operators. Name the missing ones.\n", "", "pack.level_missing", 40, 7),
    (AED, "      4: As level", "      5: As level", "pack.no_such_level", 44, 7),
    (AED, "      4: As level", "      3: As level", "pack.key_twice", 44, 7),
    (AED, "      4: As level 3, and measured every year.", '      4: ""', "pack.empty_text", 44, 10),
    (FIGURES, "unit: days", "unit: day", "pack.unknown_unit.near", 11, 48),
    (FIGURES, 'currency: "${p.currency}"', "currency: dollars", "pack.bad_currency", 10, 52),
    (FIGURES, 'currency: "${p.currency}"', 'currency: "${p.curency}"', "fel.unknown_parameter", 10, 52),
    (FIGURES, 'pattern: "[A-Z]{2}-[0-9]+"', 'pattern: "[A-Z"', "fel.bad_pattern", 14, 66),
    (FIGURES, 'min: "2000-01-01"', "min: 3", "pack.bad_limit", 12, 45),
    (FIGURES, "min: 0, max: 100", "min: 200, max: 100", "pack.limits_crossed", 9, 71),
    (FIGURES, "min: 0, max: 100", 'min: 0, max: "2020-01-01"', "pack.bad_limit", 9, 69),
    (FIGURES, 'warn: ". <= 30"', "warn_message: Odd.", "pack.message_alone", 11, 81),
    (
        FIGURES,
        "evidence: {required_when",
        "evidence: {required_from: 2, required_when",
        "pack.no_levels",
        15,
        89,
    ),
    # lists
    (LISTS, LIST, "  yn: []\n  more:\n    - {value: ", "pack.empty_list", 2, 7),
    (LISTS, '{value: "no", label: "No", score: 0}', '{value: "no", label: "No"}', "pack.scores_mixed", 3, 5),
    (LISTS, '{value: "no"', "{value: no", "pack.needs_quotes", 5, 15),
    (LISTS, '{value: "no"', "{value: partly", "pack.choice_twice", 5, 7),
    (LISTS, "value: post", "value: the post", "pack.bad_value", 7, 15),
    (LISTS, "value: 4, label", "value: 5, label", "pack.number_range", 17, 17),
    (LISTS, "      - {value: 4, label: Measured and improving}\n", "", "pack.scale_range", 13, 7),
    # names
    (AED, "standard: AED\n", "standard: AEDD\n", "pack.unknown_standard.near", 4, 11),
    ("sections/040-revenue.yaml", "heading: III", "heading: I", "pack.other_heading", 5, 10),
    (AED, "dimension: L", "dimension: X", "pack.unknown_dimension", 14, 16),
    (AED, "tfa:7.1", "tfe:7.1", "pack.unknown_instrument.near", 21, 9),
    (AED, "instrument: rkc, pin", "instrument: rkd, pin", "pack.unknown_instrument.near", 20, 22),
    # expressions: the column is that within the text
    (AED, "${aed_law} = 'partly'\"", "${aed_lew} = 'partly'\"", "fel.unknown_item.near", 28, 38),
    (AED, "${aed_law} = 'partly'\"", "${aed_law} = 'party'\"", "fel.no_such_choice.near", 28, 51),
    (AED, "or ${aed_law}", "or or ${aed_law}", "fel.unexpected", 28, 38),
    (AED, "\"${aed_law} = 'yes'", "\"${aed_scope} = 'post' or ${aed_law} = 'yes'", "pack.circle", 23, 9),
    (AED, "    relevant: \"${aed_law} = 'yes' or", '    relevant: "1 = 2"\n    hint: "', "fel.never", 28, 16),
    (FIGURES, "${preloaded} div ${parcels}", "${preloaded} div ${high_share}", "pack.circle", 8, 10),
    (FIGURES, "answered(${hours})", ". > 1", "fel.own_not_here", 13, 95),
    (FIGURES, "answered(${hours})", "score('aed') > 1", "fel.score_not_here", 13, 101),
    (SCORES, "${aed_law} = 'no'", "${aed_law} < 2", "fel.text_in_order", 12, 31),
    (RULES, "${share} < 0.5", "${shore} < 0.5", "fel.unknown_item.near", 16, 12),
    (RULES, "score('aed')", "score('aid')", "fel.unknown_score.near", 21, 18),
    (RULES, "coalesce(", "coalesc(", "fel.unknown_function.near", 8, 99),
    (RULES, "depends_on: [act_law]", "depends_on: [act_lew]", "pack.unknown_action.near", 14, 18),
    (RULES, "severity: high", "severity: higher", "pack.no_such_word.near", 5, 15),
    # scores
    (SCORES, "items: {standard: AED}", "items: {standard: AEO}", "pack.selector_empty", 5, 12),
    (SCORES, "items: {standard: AED}", "items: {standart: AED}", "pack.unknown_key.near", 5, 23),
    (SCORES, "items: {standard: AED}", "items: {}", "pack.selector_empty", 5, 12),
    (SCORES, "{heading: I}", "{dimension: L}", "pack.national_total", 18, 58),
    (SCORES, "[{q: aed_law, weight: 1}]", "[{score: aed, weight: 1}]", "pack.score_of_scores", 19, 40),
    (SCORES, "[{q: aed_law, weight: 1}]", "[{q: aed_scope}]", "pack.not_scorable", 19, 44),
    (SCORES, "[{q: aed_law, weight: 1}]", "[{q: aed_low}]", "fel.unknown_item.near", 19, 44),
    (SCORES, "unknown: exclude", "unknown: zero", "pack.never_zero", 9, 14),
    (SCORES, "min_answered: 0.5", "min_answered: 0.4", "pack.number_range", 11, 19),
    (SCORES, "method: weighted_mean", "method: median", "pack.no_such_word.near", 6, 13),
    (
        SCORES,
        "same_as: aed}}\n  - {id: heading_i",
        "same_as: aid}}\n  - {id: heading_i",
        "pack.unknown_score.near",
        17,
        123,
    ),
    (SCORES, "{id: middle, from: 1.5", "{id: middle, from: 0", "pack.bands_order", 14, 7),
    (SCORES, "{id: middle, from: 1.5", "{id: low, from: 1.5", "pack.bands_twice", 14, 7),
    # the manifest
    (MANIFEST, "fosdesk-pack/1", "fosdesk-pack/2", "pack.future_format", 1, 9),
    (MANIFEST, "fosdesk-pack/1", "xlsform", "pack.no_pack", 1, 9),
    (MANIFEST, '">=1.0"', '">=1.1"', "pack.future_engine", 10, 20),
    (MANIFEST, '">=1.0"', '"1.0"', "pack.bad_engine", 10, 20),
    (MANIFEST, "version: 1.0.0", "version: 1.0.0-beta", "pack.bad_version", 3, 10),
    (MANIFEST, "version: 1.0.0", "version: 1.0", "pack.needs_quotes", 3, 10),
    (MANIFEST, "id: sample", "id: Sample", "pack.bad_pack_id", 2, 5),
    (MANIFEST, "kind: questions", "kind: reference", "pack.key_missing", 4, 7),
    (MANIFEST, "[ground@1]", "[grund@1]", "pack.uses_missing", 11, 8),
    (MANIFEST, "[ground@1]", "[ground@2]", "pack.uses_version", 11, 8),
    (MANIFEST, "[ground@1]", "[ground]", "pack.bad_uses", 11, 8),
    (MANIFEST, "languages: [en, fr]", "languages: [english]", "pack.bad_language", 9, 13),
    (MANIFEST, "migrations: []", "migrations: [migrations/1.yaml]", "pack.file_missing.near", 20, 14),
    (MANIFEST, "lists: lists.yaml", "lists: list.yaml", "pack.file_missing.near", 17, 8),
    (MANIFEST, "lists: lists.yaml", "lists: ../lists.yaml", "pack.bad_path", 17, 8),
    (MANIFEST, "lists: lists.yaml", "lists: /etc/passwd", "pack.bad_path", 17, 8),
    (MANIFEST, "lists: lists.yaml", 'lists: "C:\\\\lists.yaml"', "pack.bad_path", 17, 8),
    (MANIFEST, "type: currency", "type: money", "pack.no_such_word", 14, 26),
    # tests of the pack
    (
        TESTS,
        "{aed_time: 4}\n    expect: {rules",
        "{aed_tim: 4}\n    expect: {rules",
        "fel.unknown_item.near",
        15,
        24,
    ),
    (TESTS, "expect: {rules: {early_but_slow: not_met}}", "expect: {}", "pack.expects_nothing", 16, 13),
    (TESTS, "{state: na, why", "{state: n_a, why", "pack.no_such_word.near", 18, 32),
    # YAML itself
    (AED, "items:\n", "items: &all\n", "pack.alias", 7, 8),
    (AED, "purpose: To know", "purpose: !!str To know", "pack.tag", 5, 10),
    (AED, "items:\n", "items: [\n", "pack.yaml", 8, 3),
    (AED, "code: AED\n", "---\ncode: AED\n", "pack.two_documents", 2, 1),
    (AED, "code: AED\n", 'code: "A\x01B"\n', "pack.bad_character", 2, 1),
    (AED, "code: AED\n", "? [a, b]\n: c\ncode: AED\n", "pack.key_no_text", 2, 3),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line", "column"),
    MISTAKES,
    ids=[f"{m[3]}-{n}" for n, m in enumerate(MISTAKES)],
)
def test_mistake(copies, ground, tr, file, old, new, code, line, column):
    spoil(copies / "sample" / file, old, new)
    checked = check_pack(copies / "sample", [ground])
    assert checked.pack is None
    found = [(e.file, e.code, e.line, e.column) for e in checked.errors]
    assert (file, code, line, column) in found
    for error in checked.errors:
        said = error.sentence(tr)
        assert said.startswith(f"{error.file}, line {error.line}, column {error.column}: ")
        assert "{" not in said or "{" in old + new


def spoil(path, old, new):
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def test_the_sentence_of_the_brief(copies, ground, tr):
    spoil(copies / "sample" / AED, "    label: Use of", "    lable: Use of")
    said = [error.sentence(tr) for error in check_pack(copies / "sample", [ground]).errors]
    assert "sections/010-aed.yaml, line 38, column 5: Unknown key “lable”. Did you mean “label”?" in said


def test_all_mistakes_are_found_at_once(copies, ground):
    for file, old, new in (
        (AED, "    label: Use of", "    lable: Use of"),
        (LISTS, '{value: "no"', "{value: no"),
        (RULES, "severity: high", "severity: higher"),
        (SCORES, "unknown: exclude", "unknown: zero"),
    ):
        spoil(copies / "sample" / file, old, new)
    with pytest.raises(PackErrors) as caught:
        load_pack(copies / "sample", [ground])
    files = {error.file for error in caught.value.errors}
    assert {AED, LISTS, RULES, SCORES} <= files
    assert list(caught.value.errors) == sorted(caught.value.errors)
    assert caught.value.params["count"] == len(caught.value.errors)


def test_errors_survive_pickling_and_have_a_sentence(tr):
    import pickle

    error = pickle.loads(pickle.dumps(PackErrors("sample", ())))
    assert "sample" in sentence(error, tr)


def test_columns_in_folded_texts(copies, ground):
    spoil(
        copies / "sample" / AED,
        "relevant: \"${aed_law} = 'yes' or ${aed_law} = 'partly'\"",
        "relevant: >-\n      ${aed_law} = 'yes'\n      or ${aed_lew} = 'partly'",
    )
    (error,) = check_pack(copies / "sample", [ground]).errors
    assert (error.code, error.line, error.column) == ("fel.unknown_item.near", 30, 10)


def test_columns_in_quoted_texts_with_escapes(copies, ground):
    spoil(
        copies / "sample" / AED,
        "relevant: \"${aed_law} = 'yes' or",
        'relevant: "${aed_law} = \\"yes\\" or ${aed_lew} = \'\' or',
    )
    (error,) = check_pack(copies / "sample", [ground]).errors
    assert (error.code, error.line, error.column) == ("fel.unknown_item.near", 28, 40)


def test_a_folder_that_is_no_pack(tmp_path, tr):
    (error,) = check_pack(tmp_path).errors
    assert error.code == "pack.no_manifest"
    assert "pack.yaml" in error.sentence(tr)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "pack.empty_file"),
        (b"\xff\xfe\x00", "pack.not_utf8"),
        (b"# only a remark\n", "pack.empty_file"),
        (b"just text", "pack.key_missing"),
        (b"[" * 100_000, "pack.too_deep"),
        (b"- " * 40_000, "pack.too_deep"),
        (b"{a: " * 5_000, "pack.too_deep"),
        (b"a: 1\n" * 500_000, "pack.file_too_large"),
    ],
)
def test_hostile_manifest(tmp_path, content, code):
    (tmp_path / "pack.yaml").write_bytes(content)
    assert code in [error.code for error in check_pack(tmp_path).errors]


def test_an_alias_bomb_is_refused_at_its_first_anchor(copies, ground):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    (copies / "sample" / LISTS).write_text("\n".join(rows), encoding="utf-8")
    codes = [(e.file, e.code) for e in check_pack(copies / "sample", [ground]).errors]
    assert (LISTS, "pack.alias") in codes


def many_items(section: str, count: int) -> str:
    rows = "\n".join(f"  - {{id: {section}_{n}, type: note, label: Many}}" for n in range(count))
    return f"id: {section}\ncode: {section.upper()}\ntitle: Many\nitems:\n{rows}\n"


def problems_of(pack, *used):
    return [(error.file, error.code) for error in check_pack(pack, list(used)).errors]


def test_too_many_items_of_one_section_are_not_read(copies, ground):
    (copies / "sample" / REVENUE).write_text(many_items("revenue", 2_001), encoding="utf-8")
    found = problems_of(copies / "sample", ground)
    assert (REVENUE, "pack.too_many_items") in found
    assert (MANIFEST, "pack.too_many_items") not in found, "the items of the section were read"


def test_too_many_items_of_all_sections_together(copies, ground):
    quality = "sections/020-quality.yaml"
    (copies / "sample" / REVENUE).write_text(many_items("revenue", 1_001), encoding="utf-8")
    (copies / "sample" / quality).write_text(many_items("quality", 1_000), encoding="utf-8")
    assert (MANIFEST, "pack.too_many_items") in problems_of(copies / "sample", ground)


def test_too_many_rows_of_a_table(copies):
    table = "tables/dimensions.yaml"
    rows = "\n".join(f"  - {{id: r{n}}}" for n in range(20_001))
    content = f"id: dimensions\ncolumns:\n  - {{id: title, type: text, label: Title}}\nrows:\n{rows}\n"
    (copies / "ground" / table).write_text(content, encoding="utf-8")
    assert (table, "pack.too_many_rows") in problems_of(copies / "ground")


def test_too_many_files(copies, ground):
    for number in range(500):
        (copies / "sample" / f"{number}.txt").touch()
    assert problems_of(copies / "sample", ground) == [(MANIFEST, "pack.too_many_files")]


def test_ids_are_unique_across_packs(copies, ground, sample):
    spoil(copies / "sample" / MANIFEST, "id: sample", "id: other")
    errors = check_pack(copies / "sample", [ground, sample]).errors
    twice = {error.params["name"] for error in errors if error.code == "pack.id_elsewhere"}
    assert {"aed_law", "aed", "no_law"} <= twice


def test_files_that_nothing_names_are_pointed_out(copies, ground):
    (copies / "sample" / "sections" / "050-lost.yaml").write_text("id: lost\n", encoding="utf-8")
    warnings = check_pack(copies / "sample", [ground]).warnings
    assert ("sections/050-lost.yaml", "pack.not_named") in [(w.file, w.code) for w in warnings]


def test_remarks(copies, ground, tr):
    spoil(copies / "sample" / AED, "Data of some operators. Name", "Partially done. Name")
    spoil(copies / "sample" / FIGURES, "min: 0, max: 100, label: Users", "label: Users")
    warnings = check_pack(copies / "sample", [ground]).warnings
    found = {(w.code, w.params.get("item")) for w in warnings}
    assert {
        ("pack.warn.no_level_texts", "aed_time"),
        ("pack.warn.no_evidence", "aed_time"),
        ("pack.warn.no_reference", "revenue_model"),
        ("pack.warn.banned_word", "aed_use"),
        ("pack.warn.no_range", "users"),
        ("pack.warn.no_source", "users"),
        ("pack.warn.unscored", "quality_rules"),
    } - {("pack.warn.unscored", "quality_rules")} <= found
    assert all(w.sentence(tr) for w in warnings)


def test_packs_load_in_the_order_of_their_use(copies):
    (copies / "ground").rename(copies / "zz-ground")
    assert [folder.name for folder in pack_folders(copies)] == ["sample", "zz-ground"]
    (copies / "zz-ground").rename(copies / "ground")
    assert [folder.name for folder in pack_folders(copies)] == ["ground", "sample"]
    assert [pack.id for pack in load_packs(copies)] == ["ground", "sample"]


def test_random_damage_never_escapes_as_an_exception(copies, ground, long):
    import random

    rng = random.Random(4)
    files = sorted(path for path in (copies / "sample").rglob("*.yaml"))
    for _ in range(3_000 if long else 120):
        path = rng.choice(files)
        content = path.read_bytes()
        at, length = rng.randrange(len(content)), rng.randrange(12)
        scrap = bytes(rng.choice(b"{}[]:,-\"'&*!|>#%@`\n\t ~yn01\xc3\x00") for _ in range(rng.randrange(6)))
        path.write_bytes(content[:at] + scrap + content[at + length :])
        check_pack(copies / "sample", [ground])
        path.write_bytes(content)


def test_links_are_no_files_of_a_pack(copies, ground):
    lists = copies / "sample" / LISTS
    lists.rename(copies / "elsewhere.yaml")
    lists.symlink_to(copies / "elsewhere.yaml")
    assert [error.code for error in check_pack(copies / "sample", [ground]).errors] == [
        "pack.file_missing.near"
    ]


def test_a_huge_file_is_not_read(copies, ground):
    with (copies / "sample" / LISTS).open("ab") as file:
        file.truncate(3_000_000_000)
    assert [error.code for error in check_pack(copies / "sample", [ground]).errors] == ["pack.file_too_large"]
