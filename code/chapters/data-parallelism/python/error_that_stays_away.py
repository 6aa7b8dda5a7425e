import multiprocessing, os, sys, threading

# The dead thread's traceback in one line.
threading.excepthook = lambda died: print("a thread of the pool died:", died.exc_value, flush=True)

# ANCHOR: main
from multiprocessing import Pool, TimeoutError

class Refused(Exception):
    def __init__(self, order, reason):
        super().__init__(f"{order}: {reason}")

def check(order):
    raise Refused(order, "no stock")

if __name__ == "__main__":
    pool = Pool(2)
    try:
        pool.map_async(check, [1]).get(timeout=1)
    except TimeoutError:
        print("no answer, and none will come")
# ANCHOR_END: main

    # Without its thread the pool cannot end in order either: it stops replacing its workers, and then fails.
    try:
        pool.terminate()
    except AssertionError:
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
    sys.stdout.flush()
    os._exit(0)  # the end of the interpreter would fail in the same way
