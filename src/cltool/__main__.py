"""The program's entry: `cltool`, or `python -m cltool`."""

TYPE_CHECKING = False  # type checkers take the name for that of `typing`, which is slow to import
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> "NoReturn":
    """Run the process's command line and exit with its status.

    The collector of circular garbage stays off: a run is one answer long, makes next to none, and
    would walk every object of a large fact base several times, the last time at exit.
    """
    _end_at_signals()
    import gc
    import sys

    gc.disable()
    from .cli import main

    status = main()
    gc.freeze()
    sys.exit(status)


def _end_at_signals() -> None:
    """Give Ctrl-C and a closed pipe back their plain effect, before anything else is imported.

    They end the process at once and in silence, as shells and their loops expect.
    """
    try:
        import signal

        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
    except KeyboardInterrupt:
        raise SystemExit(130) from None  # the shell's number for it: importing signal takes time
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


if __name__ == "__main__":
    run()
