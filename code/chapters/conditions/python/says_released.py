import threading

# ANCHOR: main
semaphore = threading.Semaphore(1)


def is_free():
    free = semaphore.acquire(blocking=False)
    if free:
        semaphore.release()
    return free


with semaphore:
    print("A: acquired")
    print("A: released")
    print("free now?", is_free())
print("free now?", is_free())
# ANCHOR_END: main
