"""The program's entry: `cltool`, or `python -m cltool`."""

import gc
import signal
import sys
from typing import NoReturn


def run() -> NoReturn:
    """Run the process's command line and exit with its status.

    Before anything large is imported, Ctrl-C and a closed pipe get back their plain effect: they
    end the process at once and in silence, as shells and their loops expect. And the collector of
    circular garbage stays off: a run is one answer long, makes next to none, and would walk every
    object of a large fact base several times, the last time at exit.
    """
    gc.disable()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    from .cli import main

    status = main()
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    run()
