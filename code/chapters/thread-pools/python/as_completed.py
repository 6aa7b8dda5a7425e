import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

gate = threading.Event()


def fetch(page):
    if page == "slow":
        gate.wait()
    return page


with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(fetch, page) for page in ("slow", "quick")]
    for future in as_completed(futures):
        print(future.result())
        gate.set()
    print(list(pool.map(fetch, ("slow", "quick"))))
