import threading
from contextlib import contextmanager

# ANCHOR: main
@contextmanager
def printer():
    """Thread-safe."""
    yield


def use():
    with printer():
        everybody.wait()  # goes on when four are here


everybody = threading.Barrier(4)
threads = [threading.Thread(target=use) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("four were inside at the same time")
# ANCHOR_END: main
