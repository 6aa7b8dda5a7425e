import threading

together = threading.Barrier(2, action=lambda: print("two threads inside the lock at once"))


def add_one():
    lock = threading.Lock()  # made next to its use: every call has a lock of its own
    with lock:
        together.wait()


threads = [threading.Thread(target=add_one) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
