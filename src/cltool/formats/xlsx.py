"""A workbook of a cover, the table, its notes and its sources: for spreadsheets."""

from typing import TYPE_CHECKING

from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer


class Xlsx(Format):
    """A workbook of Office Open XML, written by XlsxWriter: the extra `xlsx`.

    It follows the checklist for accessible spreadsheets of the Government Analysis Function.
    """

    name = "xlsx"
    ending = "xlsx"
    order = 11
    meaning = (
        "A workbook: cover, table, notes and sources, each on its sheet. Numbers are numbers in "
        "full precision, and no text is a formula. It needs the extra xlsx, and a file: -o FILE."
    )
    carries_notes = True
    for_people = True
    binary = True

    def write(self, answer: "Answer", style: Style) -> bytes:  # noqa: ARG002 - a sheet has one style
        """The workbook, byte for byte the same in every run.

        Raises:
            OutputError: If XlsxWriter is not installed.
            UsageError: If a sheet can't hold the answer.
        """
        from ._workbook import draw

        return draw(answer)

    def verify(self, written: bytes) -> None:
        """It is a workbook that can be read, with a title in A1 of every sheet."""
        import io

        from python_calamine import CalamineError, load_workbook

        try:
            book = load_workbook(io.BytesIO(written))
        except (CalamineError, OSError) as error:
            raise ValueError(str(error)) from None
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            if not rows or not rows[0][0]:
                raise ValueError(f"no title on the sheet {name}")
