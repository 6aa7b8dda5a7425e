import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

ran = []
two_at_work = threading.Barrier(3)
gate = threading.Event()


def job(number):
    ran.append(number)
    if number < 2:
        two_at_work.wait()
        gate.wait()


# ANCHOR: collect
def by_map(pool):
    results = pool.map(job, range(6), timeout=0.05)
    two_at_work.wait()
    with suppress(TimeoutError):
        list(results)


def by_result(pool):
    futures = [pool.submit(job, number) for number in range(6)]
    two_at_work.wait()
    for future in futures:
        with suppress(TimeoutError):
            future.result(timeout=0.05)


# ANCHOR_END: collect
for collect in (by_map, by_result):
    ran.clear()
    gate.clear()
    with ThreadPoolExecutor(max_workers=2) as pool:
        collect(pool)
        gate.set()
    print(f"{collect.__name__}: {len(ran)} of 6 jobs ran")
