"""Which characters a page or a sheet can hold."""


def held(text: str) -> str:
    """The text with U+FFFD for what stands for no character, which neither HTML nor XML holds."""
    if text.isascii():
        return text
    return "".join("\ufffd" if _is_none(ord(each)) else each for each in text)


def _is_none(point: int) -> bool:
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
