#@ hangs

# ANCHOR: main
import queue
import threading

jobs = queue.Queue()


def worker():
    while jobs.get() is not None:
        pass


workers = [threading.Thread(target=worker) for _ in range(3)]
for thread in workers:
    thread.start()
for job in (1, 2, 3, None, None):
    jobs.put(job)
print("3 workers started, 2 pills sent", flush=True)
for thread in workers:
    thread.join()
print("all workers ended")
# ANCHOR_END: main
