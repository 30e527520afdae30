from __future__ import annotations

from geo.report import Problem, Report


def test_problem_reads_place_value_rule_remedy():
    problem = Problem("deposits", "kz-a", "status", "open", "is not known", "Use closed")
    assert str(problem) == "deposits, kz-a, status: 'open' is not known. Use closed."


def test_places_and_values_that_are_missing_are_left_out():
    problem = Problem("deposits.csv", "", "", "", "is missing", "Add it")
    assert str(problem) == "deposits.csv: is missing. Add it."


def test_a_value_cannot_forge_lines_or_turn_the_text():
    problem = Problem("deposits", "kz-a\x1b[2J", "name", "a\nb\u202e", "is odd", "Change it")
    assert str(problem) == (r"deposits, kz-a\x1b[2J, name: 'a\nb\u202e' is odd. Change it.")


def test_a_long_value_is_cut():
    text = str(Problem("deposits", "kz-a", "name", "x" * 300, "is long", "Shorten it"))
    assert "x" * 79 + "…" in text
    assert "x" * 80 not in text


def test_report_has_a_line_for_each_problem():
    problem = Problem("deposits.csv", "", "", "", "is missing", "Add it")
    assert str(Report((problem, problem))).count("\n") == 1
    assert not Report((problem,)).ok
    assert Report(()).ok
