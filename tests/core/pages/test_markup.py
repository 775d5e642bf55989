"""What the macros write, read as HTML."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser

from tests.core.pages.gallery import ANCHORS, Requisition


@pytest.fixture
def app(gallery: Flask) -> Flask:
    return gallery


def written(app: Flask, source: str, **values: Any) -> LexborHTMLParser:
    """The HTML of a template that has the macros at hand."""
    imports = "".join(
        f'{{% import "macros/{name}.html" as {name} %}}' for name in ("forms", "tables", "status", "layout", "matrix")
    )
    with app.test_request_context():
        return LexborHTMLParser(app.jinja_env.from_string(imports + source).render(**values))


def shown(app: Flask, path: str) -> LexborHTMLParser:
    """The page at the path, which must be there."""
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def words(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in tree.css(selector)]


@pytest.mark.parametrize(
    ("distance", "heat", "said"),
    [
        (-2, "distance-minus-2", "−2 from the bar"),
        (-1, "distance-minus-1", "−1 from the bar"),
        (0, "distance-zero", "at the bar"),
        (1, "distance-plus-1", "+1 from the bar"),
        (4, "distance-plus-2", "+4 from the bar"),
    ],
)
def test_a_score_says_its_distance_in_words_shape_and_heat(app: Flask, distance: int, heat: str, said: str) -> None:
    tree = written(app, "{{ status.score(3, distance) }}", distance=distance)
    chip = tree.css_first(".score")
    assert (chip.attributes["class"], words(tree, ".distance")) == (f"score {heat}", [said])
    assert len(chip.css("svg")) == 1


def test_a_mean_keeps_the_sign_of_a_small_distance_and_no_heat(app: Flask) -> None:
    tree = written(app, "{{ status.score(2.6, -0.4, digits=1) }}")
    assert words(tree, ".score.distance-zero") == ["2.6 , −0.4 from the bar"]


def test_a_score_that_was_not_observed_is_not_a_zero(app: Flask) -> None:
    tree = written(app, "{{ status.score(None, None) }}")
    assert words(tree, ".score") == ["not observed"]


def test_a_state_without_a_drawing_is_still_said_in_words(app: Flask) -> None:
    tree = written(app, '{{ status.badge("waiting_for_panel") }}{{ status.badge("hire_at_level") }}')
    assert words(tree, ".mark") == ["Waiting for panel", "Hire at level"]


def test_a_measure_shows_its_spread_count_and_origin(app: Flask) -> None:
    tree = written(app, '{{ status.measure(3.42, spread=0.61, count=4, url="/origin") }}')
    assert words(tree, ".measure") == ["3.4 ± 0.6 SD 4 raters"]
    assert tree.css_first("a").attributes["href"] == "/origin"


def test_score_radios_name_each_choice_by_score_and_level_and_describe_it_by_its_anchor(app: Flask) -> None:
    tree = written(app, '{{ forms.score_radios("x", "Judgement", anchors, value=4) }}', anchors=ANCHORS)
    radios = tree.css("input[type=radio]")
    assert [radio.attributes["value"] for radio in radios] == ["1", "2", "3", "4", "5", "not_observed"]
    assert [radio.attributes["value"] for radio in radios if "checked" in radio.attributes] == ["4"]
    named = [words(tree, f"#{radio.attributes['aria-labelledby']}")[0] for radio in radios[:5]]
    assert named == ["1 P5 or lower", "2 P6", "3 P7 the bar", "4 P8", "5 P9"]
    assert words(tree, f"#{radios[4].attributes['aria-describedby']}") == ["Anchor not written yet"]


def test_score_radios_point_at_their_help_and_error(app: Flask) -> None:
    tree = written(
        app, '{{ forms.score_radios("x", "Judgement", anchors, help="Look.", errors=["Rate it."]) }}', anchors=ANCHORS
    )
    described = tree.css_first("fieldset").attributes["aria-describedby"].split()
    assert [words(tree, f"#{target}")[0] for target in described] == ["Look.", "Error: Rate it."]


def test_each_line_of_the_error_summary_points_at_a_control_on_the_page(app: Flask) -> None:
    tree = shown(app, "/")
    lines = tree.css(".error-summary")[0].css("a")
    targets = [tree.css_first(f"[id='{line.attributes['href'][1:]}']") for line in lines]
    assert [(line.text(), target.tag) for line, target in zip(lines, targets, strict=True)] == [
        ("Name the role.", "input"),
        ("Not a valid choice.", "select"),
        ("Choose when scores open.", "input"),
        ("Say how many minutes the exercise takes.", "input"),
    ]


def test_a_form_without_errors_has_no_summary(app: Flask) -> None:
    with app.test_request_context():
        form = Requisition()
    assert written(app, "{{ forms.error_summary(form) }}", form=form).css(".error-summary") == []


def test_every_id_on_a_page_is_unique_and_every_reference_finds_its_target(app: Flask) -> None:
    for path in ("/", "/work", "/content", "/sign-in"):
        tree = shown(app, path)
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        references = {
            target
            for name in ("for", "aria-labelledby", "aria-describedby", "popovertarget", "form")
            for node in tree.css(f"[{name}]")
            for target in node.attributes[name].split()
        }
        assert sorted(ids) == sorted(set(ids))
        assert references - set(ids) == set()


def test_what_a_person_wrote_is_escaped_wherever_it_is_shown(app: Flask) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    tree = written(
        app,
        """{{ layout.quote(t, t) }}{{ layout.facts([(t, t)]) }}{{ status.mark(t) }}{{ forms.textarea("n", t, t, errors=[t]) }}
        {{ layout.source(t, t, t, t, t) }}{{ forms.confirm_button("c", t, t, t, t, url="/") }}{{ forms.problem_list([(None, t)]) }}
        {% call tables.table(t, [t], id="t") %}{% call tables.row() %}{{ tables.head(t, note=t) }}{{ tables.cell(t, t) }}{% endcall %}{% endcall %}""",
        t=hostile,
    )
    assert tree.css("img") == []


def test_a_signed_out_page_has_no_navigation_and_no_way_to_sign_out(app: Flask) -> None:
    tree = shown(app, "/sign-in")
    assert (words(tree, "title"), tree.css("nav"), tree.css("form[action$='sign-out']")) == (
        ["Sign in · Levelset"],
        [],
        [],
    )


def test_the_navigation_marks_one_place_and_says_what_waits(app: Flask) -> None:
    tree = shown(app, "/")
    assert words(tree, "nav [aria-current=page]") == ["Today 3 waiting"]
