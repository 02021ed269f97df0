from __future__ import annotations

import io

from asnwork.commands.terminal import Progress, safe, write


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_control_characters_are_replaced_and_lines_stay() -> None:
    """What could steer a terminal is shown as a replacement character."""
    assert "a\ufffd[31mb\nc\ufffd" == safe("a\x1b[31mb\nc\u202e")


def test_what_a_stream_cannot_write_becomes_a_question_mark() -> None:
    """A terminal that knows ASCII alone gets the text all the same."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    write(stream, "± 3 ≈ 4")

    stream.seek(0)
    assert "? 3 ? 4\n" == stream.read()


def test_a_bar_says_how_far_it_is() -> None:
    """Done, total, elapsed and an estimate; the line is rewritten in place."""
    moments = iter([0.0, 10.0, 40.0])
    screen = Screen()
    progress = Progress("en", screen, lambda: next(moments))
    progress(1, 4)
    progress(4, 4)
    progress.close()

    first, second = screen.getvalue().split("\r")[1:]
    assert "[######..................] 1/4  0:10 elapsed, ~0:30 left" == first
    assert second.startswith("[########################] 4/4  0:40 elapsed")
    assert second.endswith("\n")


def test_it_may_wait_before_its_first_word() -> None:
    """What is over before its patience ends says nothing, not even that it is done."""
    moments = iter([0.0, 0.5, 1.0, 2.0, 2.5])
    stream = io.StringIO()
    quick = Progress("en", stream, lambda: next(moments), patience=1.0)
    quick(1, 1)
    assert "" == stream.getvalue()
    quick(2, 4)
    assert "2/4" in stream.getvalue()


def test_elsewhere_a_line_now_and_then_is_enough() -> None:
    """A file gets the first and the last line, not one for each unit of work."""
    moments = iter([0.0, 1.0, 2.0, 3.0])
    stream = io.StringIO()
    progress = Progress("id", stream, lambda: next(moments))
    for done in (1, 2, 3):
        progress(done, 3)
    progress.close()

    assert ["1/3", "3/3"] == [line.split("] ")[1].split()[0] for line in stream.getvalue().splitlines()]
    assert "berjalan" in stream.getvalue()
