#@ hangs

# ANCHOR: main
import queue
import threading

lines = queue.Queue(maxsize=2)
threading.excepthook = lambda failure: print(f"consumer: {failure.exc_value}", flush=True)


def consumer():
    while (line := lines.get()) is not None:
        int(line)


thread = threading.Thread(target=consumer)
thread.start()
for line in ("10", "20", "3O", "40", "50", "60", "70", None):
    lines.put(line)
thread.join()
print("all lines read")
# ANCHOR_END: main
