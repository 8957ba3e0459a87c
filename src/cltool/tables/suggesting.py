"""What is left to say of a table so that its figures can be taken, and the command that says it."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from ..errors import UsageError
from .asked import OUT, Asked
from .cells import text_of
from .columns import Role, Seen, find_column, survey
from .figures import COMMA, POINT, Convention, is_percentage
from .importing import Adding, add_table
from .layout import HeaderError, Layout
from .opening import find_layout, open_book, tables_of, where_of
from .periods import read_period
from .planning import make_plan, narrowing, rival_places, twice_named
from .rows import Plan
from .sheet import letter
from .suggestion import Suggestion
from .table import Table, read_table
from .target import Target, empty_base

_ALL = re.compile(
    r"(grand )?totals?|all( .*)?|persons?|both( sexes)?|everyone|overall", re.IGNORECASE
)
_MOST_STEPS = 8
_MOST_WORDS = 12
_RATE = re.compile(r"%|\b(per|rate|percent\w*|proportion|share|ratio)\b|_per_|_rate", re.IGNORECASE)
_KINDS = {
    "country": "country", "countries": "country", "nation": "country", "council": "council",
    "county": "county", "state": "state", "region": "region", "regione": "region",
    "district": "district", "city": "city", "town": "town", "borough": "borough",
    "board": "board", "authority": "authority", "constituency": "constituency", "ward": "ward",
    "municipality": "municipality", "province": "province",
}  # fmt: skip


class Suggester:
    """Finds out, step by step, what is left to say of a table."""

    def __init__(self, data: bytes, name: str, asked: Asked) -> None:
        """Begin with what is said.

        Raises:
            UsageError: If the file holds no table.
        """
        self._data, self._name = data, name
        self._asked = asked
        self._guessed: list[str] = []
        self.book = open_book(data, name, asked)
        self._layout = self._found_layout()

    def _found_layout(self) -> Layout:
        try:
            if self._asked.sheet is None:
                tables = tables_of(self.book, self._asked)
                if len(tables) > 1:
                    self._asked = replace(self._asked, sheet=tables[0].sheet.name)
            return find_layout(self.book, self._asked)
        except HeaderError as error:
            if self._asked.header_row is not None:
                raise
            sheet = error.sheet or None
            row = error.row if error.doubtful else "none"
            self._asked = replace(self._asked, header_row=row, sheet=sheet)
            self._guessed.append(
                f"the first row is taken for {'the header' if error.doubtful else 'figures'}"
            )
            return find_layout(self.book, self._asked)

    def suggest(self) -> Suggestion:
        """How the table may be taken."""
        where = where_of(self.book, self._layout.sheet)
        trouble: UsageError | None = None
        plan: Plan | None = None
        table: Table | None = None
        target, adding = self._target(), Adding(kind=self._kind())
        try:
            self._choose_columns()
            plan = make_plan(self._layout, self._asked, where, strict=False)
            plan = self._choose_rows(plan, where)
            self._choose_decimal(plan)
            self._choose_period(plan)
            table = self._read()
            if table.others and self._asked.other_levels is None:
                self._asked = replace(self._asked, other_levels=OUT)
                table = self._read()
            target = self._target(table)
            adding = self._without_splits(table, adding)
            table = self._with_words(table, target, adding)
        except UsageError as error:
            trouble = error
        return Suggestion(
            self.book, self._layout, self._asked, target, adding, plan, table,
            tuple(self._guessed), trouble,
        )  # fmt: skip

    def _read(self) -> Table:
        return read_table(self._data, self._name, self._asked)

    def _choose_columns(self) -> None:
        seen, asked = survey(self._layout), self._asked
        figures = [each for each in seen if each.role is Role.FIGURES]
        places = [each for each in seen if each.role is Role.PLACE]
        times = [each for each in seen if each.role is Role.PERIOD]
        if not places and not asked.place and times and len(figures) > 1:
            asked = replace(asked, places_across=True)
            if asked.period_column is None and asked.period is None and not asked.where:
                asked = replace(asked, period_column=self._called(times[0]))
        unsaid = places and not asked.place and not asked.places_across
        if unsaid and (rival_places(seen, places[0]) or not places[0].title):
            asked = replace(asked, place=(self._called(places[0]),))
        if not (asked.value or asked.values or asked.places_across) and len(figures) > 1:
            asked = self._with_values(asked, figures)
        self._asked = asked

    def _with_values(self, asked: Asked, figures: Sequence[Seen]) -> Asked:
        """The longest run of columns of a period each; else the first that is no order or rank."""
        best: list[Seen] = []
        run: list[Seen] = []
        for each in figures:
            follows = run and each.at == run[-1].at + 1
            fresh = each.period not in [other.period for other in run]
            run = [*run, each] if follows and fresh else [each]
            if each.period and run[0].period and len(run) > len(best):
                best = run
        if len(best) > 1:
            first, last = self._called(best[0]), self._called(best[-1])
            return replace(asked, values=f"{first}..{last}")
        others = [each for each in figures if not each.is_order] or list(figures)
        names = f"of {len(figures)} columns of figures, '{others[0].name}' is taken"
        self._guessed.append(names)
        return replace(asked, value=self._called(others[0]))

    def _called(self, column: Seen) -> str:
        """The shortest that means a column: a part of its header, the whole of it, its letter."""
        parts = [*reversed(self._layout.names[column.at]), column.title]
        for each in parts:
            if not each or ".." in each or "=" in each:
                continue
            with suppress(UsageError):
                if find_column(self._layout, each, "value", "") == column.at:
                    return each
        return letter(column.at)

    def _choose_rows(self, plan: Plan, where: str) -> Plan:
        """Narrow the rows until a place has one figure a period."""
        seen = survey(self._layout)
        for _ in range(_MOST_STEPS):
            twice = twice_named(plan) if plan.places else []
            differing = narrowing(twice, plan, seen)
            if not differing:
                break
            first = differing[0]
            if first.role is Role.PERIOD and self._asked.period is None:
                self._asked = replace(self._asked, period_column=self._called(first))
            else:
                texts = list(dict.fromkeys(text_of(line.cell(first.at)) for line in plan.lines()))
                texts = [text for text in texts if text] or texts
                chosen = next((text for text in texts if _ALL.fullmatch(text)), texts[0])
                some = f"{self._called(first)}={chosen}"
                self._asked = replace(self._asked, where=(*self._asked.where, some))
                self._guessed.append(f"of {first.name}, only '{chosen}' is taken")
            plan = make_plan(self._layout, self._asked, where, strict=False)
        return make_plan(self._layout, self._asked, where, strict=False)

    def _choose_decimal(self, plan: Plan) -> None:
        convention = Convention.of(plan.cells())
        if self._asked.decimal is not None or convention.decimal is not None:
            return
        beside = {
            found.decimal
            for each in survey(self._layout)
            if each.role is Role.FIGURES
            and (found := Convention.of(line.cell(each.at) for line in self._layout.body))
            and found.doubt == ""
            and any(COMMA in text or POINT in text for text in each.values)
        }
        decimal = beside.pop() if len(beside) == 1 else POINT
        self._asked = replace(self._asked, decimal=decimal)
        sign = "comma" if decimal == COMMA else "point"
        self._guessed.append(f"'{convention.doubt}' is read with a decimal {sign}")

    def _choose_period(self, plan: Plan) -> None:
        asked = self._asked
        if asked.period or asked.period_column or plan.period or plan.period_column is not None:
            return
        if None not in plan.periods:
            return
        texts = [text_of(cell) for line in self._layout.above for cell in line.cells]
        headers = [self._layout.title(at) for at in plan.values]
        found = [
            _period_in(text) for text in (*headers, *texts, self._layout.sheet.name, self._name)
        ]
        period = next(filter(None, found), None)
        said = "as the text around the table has it" if period else "made up: it is not seen"
        if period is not None and "-04/" in period:
            said = "taken for April to March"
        period = period or "2000"
        self._asked = replace(asked, period=period)
        self._guessed.append(f"the period {period} is {said}")

    def _target(self, table: Table | None = None) -> Target:
        above = [text_of(cell) for line in self._layout.above for cell in line.cells]
        titles = [text for text in above if 8 < len(text) <= 200]
        title = titles[0] if titles else re.sub(r"[_\s]+", " ", self._name.rpartition("/")[2])
        header = table.header if table else ""
        cells = table.plan.cells() if table else ()
        percent = any(is_percentage(cell) for cell in cells)
        periods = [row.period for row in table.rows if row.period] if table else []
        published = max((each.rpartition("/")[2][:4] for each in periods), default="2000")
        unit = "percent" if percent or "%" in header else "units"
        type_ = "rate" if percent or _RATE.search(header) else "level"
        return Target(
            publisher="Unknown publisher", title=title.strip() or "A table", published=published,
            unit=unit, type=type_, measure=None if header else title[:80],
        )  # fmt: skip

    def _kind(self) -> str:
        seen = survey(self._layout)
        titles = [each.title for each in seen if each.role is Role.PLACE]
        words = re.findall("[a-z]+", " ".join(titles).casefold().replace("_", " "))
        return next((_KINDS[word] for word in words if word in _KINDS), "place")

    def _without_splits(self, table: Table, adding: Adding) -> Adding:
        from .matching import split_names

        pairs = split_names(table.rows, ())
        return replace(adding, new_places=tuple(other for _, other in pairs))

    def _with_words(self, table: Table, target: Target, adding: Adding) -> Table:
        """The table, with each text among its figures taken for a missing one."""
        base = empty_base(str(target.title))
        _, answer = add_table(base, table, target, adding, "my.json")
        if answer.passed:
            return table
        bad = dict.fromkeys(text for text in table.unread() if text)
        if not bad or len(bad) > _MOST_WORDS:
            raise UsageError(str(answer.failures[0]))
        self._asked = replace(self._asked, missing=(*self._asked.missing, *bad))
        self._guessed.append("texts among the figures are taken for missing ones")
        table = self._read()
        _, answer = add_table(base, table, target, adding, "my.json")
        if not answer.passed:
            raise UsageError(str(answer.failures[0]))
        return table


def _period_in(text: str) -> str | None:
    """The one period that a text speaks of: a year, or what it has in full."""
    if (whole := read_period(text)) is not None:
        return whole
    tokens: list[Callable[[str], list[str]]] = [
        lambda given: re.findall(r"(?<![0-9])20[0-9]{2}/[0-9]{2}(?![0-9])", given),
        lambda given: re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", given),
    ]
    for find in tokens:
        found = {period for each in find(text) if (period := read_period(each))}
        if len(found) == 1:
            return found.pop()
    return None
