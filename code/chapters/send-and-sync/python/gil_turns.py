#@ output: pattern
#@ because: the times are those of a real clock
#@ timeline: 100 ms
from threading import Barrier, Thread
from time import monotonic, thread_time

# ANCHOR: main
def compute(name, log, begin):
    begin.wait()
    log.append((last := monotonic(), name, "computes"))
    while thread_time() < 0.030:
        now = monotonic()
        if now - last > 0.002:
            log += [(last, name, "waits for its turn"), (now, name, "computes")]
        last = now
    log.append((monotonic(), name, "ends"))
# ANCHOR_END: main

log, begin = [], Barrier(2)
threads = [Thread(target=compute, args=(f"T{n}", log, begin)) for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
start = min(at for at, _, _ in log)
for at, name, what in sorted(log):
    print(f"{(at - start) * 1000:5.1f} ms  {name}  {what}")
