#@ output: pattern
#@ because: the times are those of the machine

# ANCHOR: main
import multiprocessing
import statistics
import time


def start_and_join(context):
    begin = time.perf_counter()
    child = context.Process(target=int)
    child.start()
    child.join()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    for method in ("fork", "forkserver", "spawn"):
        context = multiprocessing.get_context(method)
        times = [start_and_join(context) for _ in range(9)]
        print(f"{method}: {statistics.median(times):.1f} milliseconds")
# ANCHOR_END: main
