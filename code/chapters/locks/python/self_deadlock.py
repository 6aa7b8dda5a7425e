#@ hangs
import threading


# ANCHOR: main
class Counter:
    def __init__(self):
        self.count = 0
        self.lock = threading.Lock()

    def increment(self):
        with self.lock:
            self.count += 1


counter = Counter()
with counter.lock:
    print("nobody else may count now", flush=True)
    counter.increment()
    print("counted", counter.count)
# ANCHOR_END: main
