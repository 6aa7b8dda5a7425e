import threading

lock = threading.Lock()
jobs = ["resize", "upload"]

with lock:
    job = jobs.pop()
    print(f"took {job}, held: {lock.locked()}")
print(f"work on {job}, held: {lock.locked()}")
