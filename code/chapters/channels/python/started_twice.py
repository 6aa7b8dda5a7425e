#@ hangs

# ANCHOR: main
import queue
import threading


class Worker:
    def __init__(self):
        self.tasks = queue.Queue()
        self.threads = []

    def start(self):
        self.threads = [threading.Thread(target=self.run)]
        self.threads[0].start()

    def run(self):
        while (task := self.tasks.get()) is not None:
            print(f"task {task} done", flush=True)

    def stop(self):
        for _ in self.threads:
            self.tasks.put(None)
        for thread in self.threads:
            thread.join()


worker = Worker()
worker.start()
worker.stop()
worker.tasks.put(1)
print("task 1 accepted after stop", flush=True)
worker.start()
worker.start()
worker.stop()
# ANCHOR_END: main
