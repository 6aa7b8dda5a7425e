import threading
from concurrent.futures import ThreadPoolExecutor

three_at_once = threading.Barrier(3)
threads = set()


def fetch(page):
    threads.add(threading.get_ident())
    three_at_once.wait()


with ThreadPoolExecutor(max_workers=3) as pool:
    list(pool.map(fetch, range(9)))
print("9 jobs on", len(threads), "threads")
