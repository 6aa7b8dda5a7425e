#@ hangs

# ANCHOR: main
import queue
import sys
import threading

jobs = queue.Queue()
sys.excepthook = lambda kind, error, place: print(f"main: {error}", flush=True)


def worker():
    while jobs.get() is not None:
        pass


workers = [threading.Thread(target=worker) for _ in range(3)]
for thread in workers:
    thread.start()
for order in orders:
    jobs.put(order)
for _ in workers:
    jobs.put(None)
# ANCHOR_END: main
