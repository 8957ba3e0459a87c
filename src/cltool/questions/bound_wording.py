"""What an audit says of a number of a draft, in words."""

from collections.abc import Iterator, Sequence

from ..drafts.bound import Question
from ..drafts.judging import Judged, Verdict
from ..drafts.results import Result
from ..drafts.written import Form
from ..linked.series import Figure
from ..wording import listing, number, ordinal, percent, ratio

_MOST_SOURCES = 3
_ASKED = {
    Question.SUM: "the sum",
    Question.CHANGE: "the change",
    Question.GROWTH: "the change",
    Question.MORE: "the difference",
    Question.RATIO: "the ratio",
    Question.SHARE: "the share",
    Question.RATE: "the rate",
}


def finding_in_words(judged: Judged, text: str) -> str:
    """What was found: `Essex: 396, but the figure is 369`."""
    if judged.bound is None or judged.result is None:
        return f"{text}: the facts can't tell"
    about = _about(judged)
    result = _result(judged, judged.result)
    derived = len(judged.result.figures) > 1 or judged.bound.question is Question.RATE
    how = f" ({judged.result.how})" if derived else ""
    asked = _ASKED.get(judged.bound.question, "the figure")
    is_rank = judged.bound.question is Question.RANK
    match judged.verdict:
        case Verdict.CONTRADICTED if is_rank:
            return f"{about}: {text}, but it is {judged.result.how}"
        case Verdict.CONTRADICTED:
            return f"{about}: {text}, but {asked} is {result}{how}"
        case Verdict.DISPUTED:
            others = listing([_result(judged, each) for each in _distinct(judged)], 3)
            stands = judged.result.how if is_rank else f"{text} by {judged.result.how}"
            stands = stands if derived or is_rank else text
            return f"{about}: {stands}, but other figures give {others}"
        case _ if is_rank:
            return f"{about}: {judged.result.how}"
        case _ if derived:
            return f"{about}: {text} is {judged.result.how}"
        case _:
            return f"{about}: {text} is {asked}" + ("" if text == result else f", {result}")


def _distinct(judged: Judged) -> list[Result]:
    """The other results, each that reads alike once."""
    found = {_result(judged, each): each for each in judged.others}
    return list(found.values())


def _about(judged: Judged) -> str:
    bound = judged.bound
    if bound is None:
        return ""
    places = bound.group or bound.places[:1]
    names = listing([each.name for each in places], 3) if places else "All"
    if bound.others and bound.question in (Question.MORE, Question.RATIO, Question.SHARE):
        names += f" and {bound.others[0].name}"
    return names


def _result(judged: Judged, result: Result) -> str:
    """A result, written as the number is."""
    value = float(result.middle)
    bound = judged.bound
    form = judged.number.form
    if form is Form.ORDINAL:
        return ordinal(int(result.least))
    if form in (Form.PERCENT, Form.PART) and "/" in result.how:
        return percent(100 * value)
    if form is Form.PERCENT:
        return percent(value)
    if form is Form.MULTIPLE and bound is not None:
        return f"{ratio(value)} times"
    return number(int(value)) if value == int(value) else f"{value:,.1f}"


def subject_in_words(judged: Judged) -> str | None:
    """The measure and the time that a number was held against."""
    if judged.hypothesis is None:
        return None
    told = [judged.hypothesis.measure.name, judged.hypothesis.time]
    return ", ".join(filter(None, told))


def given_in_words(judged: Judged) -> Sequence[tuple[str, str]]:
    """The figures that a verdict rests on, and others that sources give, each with who gives it."""
    if judged.result is None:
        return ()
    figures = [*judged.result.figures, *(x for each in judged.others for x in each.figures)]
    found: dict[tuple[str, str], None] = {}
    several = (
        len({x.place.id for x in figures}) > 1 or len({str(x.series.period) for x in figures}) > 1
    )
    for figure in figures[:8]:
        found[_given(figure, several=several)] = None
    return list(found)


def _given(figure: Figure, *, several: bool) -> tuple[str, str]:
    what = number(figure.value)
    by = listing(list(_publishers(figure)), _MOST_SOURCES)
    where = f", {figure.locator}" if figure.locator else ""
    if several:
        by = f"{figure.place.name}, {figure.series.period.in_short()}: {by}"
    return what, f"{by}{where}"


def _publishers(figure: Figure) -> Iterator[str]:
    seen = set()
    own = figure.series.source
    for source in (own, *figure.evidence.chosen.sources):
        if source.publisher not in seen:
            seen.add(source.publisher)
            yield source.publisher
