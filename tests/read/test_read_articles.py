from __future__ import annotations

import gzip
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from quotes.read import Article, Problem, UnreadableError, article_from_text, read_articles

BODY = "The ferry to Ostholm left on Monday, the harbour master said. “Nobody was hurt,” she added."


@pytest.fixture
def folder(tmp_path):
    def write(**files: bytes | str):
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(tmp_path)

    return write


def read(*paths: str, **options) -> list[Article | Problem]:
    return list(read_articles([str(path) for path in paths], **options))


def problem(found: list[Article | Problem]) -> Problem:
    assert len(found) == 1
    assert isinstance(found[0], Problem)
    assert "\n" not in found[0].reason
    return found[0]


def ids(found) -> list[str]:
    return [one.id for one in found if isinstance(one, Article)]


def test_folder_is_walked_in_sorted_order(folder):
    root = folder(
        b_txt=BODY,
        a_md=BODY,
        sub__c_txt=BODY,
        sub__a_json=json.dumps({"text": BODY}),
        z_pdf=b"%PDF-1",
        _hidden_txt=BODY,
    )
    found = read(root)
    assert ids(found) == ["a", "b", "a-2", "c"]
    expected = [Path(root, path) for path in ("a.md", "b.txt", "sub/a.json", "sub/c.txt")]
    assert [one.path for one in found] == [str(path) for path in expected]


def test_reading_is_lazy(folder):
    root = folder(a_txt=BODY)
    found = read_articles([root + "/a.txt", root + "/later.txt"])
    assert isinstance(next(found), Article)
    folder(later_txt=BODY)
    assert isinstance(next(found), Article)


def test_ids_are_unique_in_the_same_way_every_time(folder):
    lines = "\n".join(json.dumps({"id": name, "text": BODY}) for name in ("x", "x-2", "x", "x", 7, 7))
    root = folder(a_jsonl=lines)
    assert ids(read(root)) == ["x", "x-2", "x-3", "x-4", "7", "7-2"]
    assert ids(read(root)) == ids(read(root))


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (BODY.encode(), BODY, "utf-8"),
        (BODY.encode("utf-8-sig"), BODY, "utf-8-sig"),
        (b"\xff\xfe" + BODY.encode("utf-16-le"), BODY, "utf-16-le"),
        (b"\xfe\xff" + BODY.encode("utf-16-be"), BODY, "utf-16-be"),
        (BODY.encode("cp1252"), BODY, "cp1252"),
        ("“ä” é — ".encode() * 3 + "“so”".encode("cp1252"), "“ä” é — " * 3 + "“so”", "utf-8+cp1252"),
        (f" {BODY}\r\n\r\n{BODY}\r\n ".encode(), f" {BODY}\r\n\r\n{BODY}\r\n ", "utf-8"),
        (
            f"\u200b{BODY} e\u0301 😀 \U0001d400 \x07 שלום".encode(),
            f"\u200b{BODY} e\u0301 😀 \U0001d400 \x07 שלום",
            "utf-8",
        ),
    ],
)
def test_text_is_decoded_and_otherwise_untouched(folder, data, text, encoding):
    (article,) = read(folder(a_txt=data) + "/a.txt")
    assert article.text == text
    assert article.encoding == encoding


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\xc2\xa0\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"text\0text", "binary"),
        (bytes(range(1, 256)) * 10, "binary"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"%PDF-1.7 text", "PDF"),
        (b"{\\rtf1\\ansi text}", "RTF"),
        (b"\xff\xfea", "utf-16-le"),
        (b"x" * 3000, "--max-chars"),
        (b"x" * 30000, "--max-chars"),
    ],
)
def test_unusable_text_file(folder, data, reason):
    found = problem(read(folder(a_txt=data) + "/a.txt", max_chars=2000))
    assert reason in found.reason
    assert found.path.endswith("a.txt")


def test_length_is_counted_in_characters(folder):
    root = folder(a_txt="😀" * 2000)
    assert isinstance(read(root, max_chars=2000)[0], Article)
    assert isinstance(read(root, max_chars=1999)[0], Problem)


def test_paths_that_cannot_be_read(folder, tmp_path):
    folder(a_pdf=b"%PDF-1", empty__x_pdf=b"")
    for path, reason in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path / "none", "no such file"),
        (tmp_path / "a.pdf", "unknown kind"),
        (tmp_path / "empty", "no articles"),
        ("a\0b.txt", "no such file"),
    ):
        found = problem(read(path))
        assert reason in found.reason
        assert found.line is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_unreadable_file_and_folder(folder, tmp_path):
    root = folder(a_txt=BODY, sub__b_txt=BODY, z_txt=BODY)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "sub").chmod(0)
    try:
        found = read(root)
    finally:
        (tmp_path / "sub").chmod(0o755)
    assert [type(one) for one in found] == [Problem, Problem, Article]
    assert "permission denied" in found[0].reason


def test_permission_error_is_a_problem(folder, monkeypatch):
    root = folder(a_txt=BODY, b_txt=BODY)
    monkeypatch.setattr("pathlib.Path.open", lambda self, mode: (_ for _ in ()).throw(PermissionError(13, "no")))
    found = read(root)
    assert [one.reason for one in found] == ["permission denied; make it readable for you"] * 2


def test_json_lines_with_what_is_wrong_in_some(folder):
    lines = [
        json.dumps(
            {
                "id": "a",
                "text": BODY,
                "title": "T",
                "published": "2019-12-31",
                "url": "http://x",
                "publisher": "P",
                "more": 1,
            }
        ),
        '{"id": "b", "text": ',
        "",
        '["text"]',
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": BODY, "published": "31.12.2019"}),
        json.dumps({"id": "e", "text": BODY, "published": "2019-12-31T23:59:00+05:00"}),
        '{"id": "f", "text": "half \\ud83d of it"}',
        json.dumps({"id": "g", "text": "  "}),
        json.dumps({"id": "h", "text": 7}),
        json.dumps({"text": BODY, "title": None, "published": None}),
        "null",
        json.dumps({"id": "i", "text": "{\\rtf1\\ansi text}"}),
    ]
    found = read(folder(a_jsonl="\n".join(lines)) + "/a.jsonl")
    assert ids(found) == ["a", "e", "a-11"]
    first, second, _ = (one for one in found if isinstance(one, Article))
    assert (first.title, first.url, first.publisher) == ("T", "http://x", "P")
    assert (first.published, first.published_basis) == (date(2019, 12, 31), "given")
    assert second.published == date(2019, 12, 31)
    said = {one.line: one.reason for one in found if isinstance(one, Problem)}
    assert list(said) == [2, 4, 5, 6, 8, 9, 10, 12, 13]
    for line, reason in (
        (2, "not valid JSON"),
        (4, "a list"),
        (5, '"text" is missing'),
        (6, "ISO date"),
        (8, "surrogate"),
        (9, "empty"),
        (10, '"text" is a number'),
        (12, "null"),
        (13, "RTF"),
    ):
        assert reason in said[line]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_json_lines_with_byte_order_mark_and_other_encoding(folder, mark):
    line = json.dumps({"id": "a", "text": BODY}, ensure_ascii=False) + "\r\n"
    found = read(folder(a_jsonl=mark + line.encode() + line.encode("cp1252")))
    assert [one.text for one in found] == [BODY, BODY]
    assert [one.encoding for one in found] == ["utf-8", "cp1252"]
    found = read(folder(a_jsonl=b"\xff\xfe" + (line * 2).encode("utf-16-le")))
    assert [one.text for one in found] == [BODY, BODY]


def test_overlong_line_is_left_out_alone(folder):
    lines = [json.dumps({"id": str(i), "text": text}) for i, text in enumerate((BODY, "x" * 200_000, BODY))]
    found = read(folder(a_jsonl="\n".join(lines)), max_chars=1000)
    assert ids(found) == ["0", "2"]
    assert isinstance(found[1], Problem)
    assert found[1].line == 2
    assert "--max-chars" in found[1].reason


def test_packed_json_lines(folder):
    packed = gzip.compress(
        "\n".join(json.dumps({"id": str(i), "text": BODY + str(i) * 99}) for i in range(50)).encode()
    )
    assert len(ids(read(folder(a_jsonl_gz=packed)))) == 50
    assert "damaged" in problem(read(folder(a_jsonl_gz=b"no gzip"))).reason
    cut = read(folder(a_jsonl_gz=packed[: len(packed) // 2]))
    assert isinstance(cut[-1], Problem)
    assert "damaged" in cut[-1].reason


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"id": "x", "text": BODY}, ["x"]),
        ({"text": BODY}, ["a"]),
        ([{"id": "x", "text": BODY}, {"text": BODY}], ["x", "a-2"]),
    ],
)
def test_json(folder, data, expected):
    assert ids(read(folder(a_json=json.dumps(data, indent=2)))) == expected


def test_json_with_what_is_wrong(folder):
    assert problem(read(folder(a_json='{\n"text": oops}'))).line == 2
    assert "empty" in problem(read(folder(a_json="[]"))).reason
    assert "empty" in problem(read(folder(a_json=""))).reason
    assert "JSON" in problem(read(folder(a_json="[" * 100_000))).reason
    found = read(folder(a_json=json.dumps([{"text": BODY}, {"text": BODY, "published": 7}, 3])))
    assert [type(one) for one in found] == [Article, Problem, Problem]
    assert "item 2 of the list" in found[1].reason


PAGE = f"""<!DOCTYPE html><html><head><meta charset="iso-8859-1"><title>Harbour opens again | Harbour Times</title>
<meta property="og:title" content="Harbour opens again"><meta property="og:site_name" content="Harbour Times">
<meta property="article:published_time" content="2019-05-03T08:00:00+00:00"><meta name="author" content="Anna Berg">
<link rel="canonical" href="https://harbour.example/opens"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Harbour opens again</h1>
{"".join(f"<p>{BODY} That was number {i} of the café.</p>" for i in range(8))}</article>
<footer>Follow us</footer></body></html>"""


def test_html(folder):
    data = PAGE.replace("“", "&ldquo;").replace("”", "&rdquo;").encode("latin-1")
    (article,) = read(folder(a_html=data))
    assert "number 7 of the café" in article.text
    assert "Follow us" not in article.text
    assert (article.title, article.author, article.publisher) == ("Harbour opens again", "Anna Berg", "Harbour Times")
    assert (article.published, article.published_basis) == (date(2019, 5, 3), "metadata")
    assert article.url == "https://harbour.example/opens"
    assert article.encoding == "iso8859-1"
    assert all(block.span.of(article.text) for block in article.blocks)


def test_html_without_an_article(folder):
    assert "no article text" in problem(read(folder(a_html="<html><body></body></html>"))).reason
    assert "empty" in problem(read(folder(a_html=" "))).reason


LINE = json.dumps({"id": "x", "text": BODY})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (LINE, ["x"]),
        (f"\n \n{LINE}\n{LINE}\n", ["x", "x-2"]),
        (f"{{oops\n{LINE}", ["stdin"]),
        (f'{{"oops\n{LINE}', ["!1", "x"]),
        (f"[{LINE}, {LINE}]", ["x", "x-2"]),
        (json.dumps({"id": "x", "text": BODY}, indent=1), ["x"]),
        (PAGE, ["stdin"]),
        (BODY, ["stdin"]),
        (f"[Updated: 3 May 2017] {BODY}", ["stdin"]),
        (f"<3 {BODY}", ["stdin"]),
        (f"\ufeff{LINE}", ["x"]),
        ("", ["!None"]),
        (" \n ", ["!None"]),
        ("\0", ["!None"]),
    ],
)
def test_standard_input_is_what_it_looks_like(data, expected):
    found = read("-", stdin=io.BytesIO(data.encode()))
    assert [one.id if isinstance(one, Article) else f"!{one.line}" for one in found] == expected
    assert {one.path for one in found} == {"-"}


def test_page_on_standard_input_is_extracted():
    (article,) = read("-", stdin=io.BytesIO(PAGE.encode()))
    assert article.title == "Harbour opens again"
    assert "<p>" not in article.text


def test_problem_is_one_line():
    assert str(Problem("a.jsonl", 3, "wrong")) == "a.jsonl:3: wrong"
    assert str(Problem("a.txt", None, "wrong")) == "a.txt: wrong"


def test_library_text():
    assert article_from_text("").blocks == ()
    assert article_from_text(BODY).id == article_from_text(BODY).id != article_from_text(BODY + " ").id
    with pytest.raises(UnreadableError, match="surrogate"):
        article_from_text("half \ud83d")
