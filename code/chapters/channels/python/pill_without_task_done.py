#@ hangs

# ANCHOR: main
import queue
import threading

work = queue.Queue()


def worker():
    while (item := work.get()) is not None:
        print(f"item {item}", flush=True)
        work.task_done()


thread = threading.Thread(target=worker)
thread.start()
for item in (1, 2, None):
    work.put(item)
thread.join()
print(f"worker ended, unfinished: {work.unfinished_tasks}", flush=True)
work.join()
print("all work done")
# ANCHOR_END: main
