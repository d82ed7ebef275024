import pickle
import re

import pytest

from fosdesk.base.errors import Cancelled, FosdeskError, UserError, sentence
from fosdesk.base.language import Texts, english
from fosdesk.base.sentences import SENTENCES


def test_a_sentence_is_made_of_code_and_parameters(tr: Texts) -> None:
    error = UserError("store.locked", person="Ama", host="customs-07", pid=4711)
    assert sentence(error, tr).startswith(
        "This assessment is already open: Ama, on customs-07 (process 4711)."
    )


def test_an_unknown_code_is_our_own_mistake(tr: Texts) -> None:
    with pytest.raises(KeyError):
        sentence(UserError("no.such.code"), tr)


def test_a_missing_parameter_is_our_own_mistake(tr: Texts) -> None:
    with pytest.raises(KeyError):
        sentence(UserError("file.gone"), tr)


def test_errors_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(UserError("file.gone", path="x")))
    assert isinstance(error, UserError)
    assert (error.code, error.params) == ("file.gone", {"path": "x"})
    assert str(error) == "file.gone(path='x')"


def test_cancelled_is_no_error_of_the_user() -> None:
    error = Cancelled()
    assert isinstance(error, FosdeskError)
    assert not isinstance(error, UserError)
    assert error.code == "cancelled"


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_sentence_is_whole_and_plain(code: str) -> None:
    text = SENTENCES[code]
    assert re.fullmatch(r"[a-z_]+(\.[a-z0-9_]+)*", code)
    assert text[0].isupper() or text[0] == "{" or text[0] == "“"
    assert text.rstrip("”").endswith((".", "?", "!", "}")), text
    assert "rror occurred" not in text
    holes = dict.fromkeys(re.findall(r"\{(\w+)\}", text), "9")
    assert not re.search(r"\{[a-z]\w*\}", english()(text, **holes))


def test_the_codes_stand_in_groups_of_their_package() -> None:
    """Two entries with one code would hide each other: the source must name each once."""
    from pathlib import Path

    import fosdesk.base.sentences as module

    folder = Path(module.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("sentences*.py"))
    written = re.findall(r'^    "([a-z0-9_.]+)": N_\(', source, re.MULTILINE)
    assert sorted(written) == sorted(SENTENCES)
