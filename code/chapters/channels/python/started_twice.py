#@ hangs

import queue
import threading


# ANCHOR: class
class Worker:
    def __init__(self):
        self.tasks = queue.Queue()

    def start(self):
        self.thread = threading.Thread(target=lambda: list(iter(self.tasks.get, None)))
        self.thread.start()

    def stop(self):
        self.tasks.put(None)
        self.thread.join()
# ANCHOR_END: class


# ANCHOR: calls
worker = Worker()
worker.start()
worker.stop()
worker.tasks.put("late task")
print(f"after stop: {worker.tasks.qsize()} task accepted", flush=True)
worker.start()
worker.start()
worker.stop()
# ANCHOR_END: calls
