#@ hangs
import itertools
import threading


# ANCHOR: queue
class Queue:
    def __init__(self):
        self.place = []  # room for one
        self.changed = threading.Condition()

    def put(self, item):
        with self.changed:
            self.changed.wait_for(lambda: not self.place)
            self.place.append(item)
            self.changed.notify()

    def get(self):
        with self.changed:
            self.changed.wait_for(lambda: self.place)
            self.changed.notify()
            return self.place.pop()
# ANCHOR_END: queue


def produce(queue, items):
    for item in items:
        queue.put(item)


def consume(queue, items):
    for _ in items:
        queue.get()


def run(pairs, items):
    queue = Queue()
    threads = [threading.Thread(target=target, args=(queue, items)) for target in (produce, consume) * pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# ANCHOR: main
run(1, range(1000))
print("1 producer, 1 consumer: 1000 items came through", flush=True)
run(2, itertools.repeat("item"))  # as many as they like
# ANCHOR_END: main
