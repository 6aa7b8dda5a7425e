import threading


# ANCHOR: main
class SharedCounter:
    def __init__(self):
        self.count = 0
        self.lock = threading.Lock()


def careless(counter):
    counter.count += 1  # nobody asked for the lock


counter = SharedCounter()
with counter.lock:
    print("I hold the lock and read", counter.count)
    thread = threading.Thread(target=careless, args=(counter,))
    thread.start()
    thread.join()
    print("I still hold the lock and read", counter.count)
# ANCHOR_END: main
