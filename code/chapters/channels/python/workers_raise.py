import queue
import threading

# ANCHOR: main
jobs = queue.Queue()
errors = []
threading.excepthook = lambda failure: errors.append(failure.exc_type.__name__)


def worker():
    while (job := jobs.get()) is not None:
        print(f"done: {int(job)}")


workers = [threading.Thread(target=worker) for _ in range(2)]
for thread in workers:
    thread.start()
for job in ("1o", "2o", "30", "40", "50", None, None):
    jobs.put(job)
for thread in workers:
    thread.join()
print(f"all workers have ended: {errors}, {jobs.qsize() - 2} jobs are left")
# ANCHOR_END: main
