import threading

# ANCHOR: main
semaphore = threading.Semaphore(2)
for _ in range(3):
    semaphore.release()  # nobody had acquired it

entered = 0
while semaphore.acquire(blocking=False):
    entered += 1
print(f"a semaphore for 2 let {entered} in")

try:
    threading.BoundedSemaphore(2).release()
except ValueError as error:
    print("ValueError:", error)
# ANCHOR_END: main
