#@ output: pattern
#@ because: the times are those of a real clock
#@ timeline: 120 ms
import time
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread

START = time.monotonic()

def log(what):
    name = current_thread().name.replace("_", " ")
    events.append(f"{(time.monotonic() - START) * 1000:5.1f} ms  {name}  {what}")

events = []

# ANCHOR: main
def fetch(page):
    log("waits for the server")
    time.sleep(0.020)
    log("waits for a page to fetch")

for workers in (2, 3):
    with ThreadPoolExecutor(workers, f"{workers} workers") as pool:
        pool.map(fetch, range(6))
# ANCHOR_END: main

print("\n".join(events))
