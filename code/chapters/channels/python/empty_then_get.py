#@ hangs

# ANCHOR: main
import queue
import threading

results = queue.Queue()
results.put(42)
both_looked = threading.Barrier(2)


def collect():
    if not results.empty():
        both_looked.wait()  # the thread switch that the program cannot forbid
        print(f"got {results.get()}", flush=True)


callers = [threading.Thread(target=collect) for _ in range(2)]
for thread in callers:
    thread.start()
for thread in callers:
    thread.join()
print("both callers came back")
# ANCHOR_END: main
