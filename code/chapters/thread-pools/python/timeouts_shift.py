import threading
from concurrent.futures import ThreadPoolExecutor, wait

gate = threading.Event()


def fetch(page):
    if page == "blog":
        gate.wait()
    return page.upper()


with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(fetch, page) for page in ("home", "blog", "shop")]
    wait([futures[0], futures[2]])
    pages = []
    for future in futures:
        try:
            pages.append(future.result(timeout=0.05))
        except TimeoutError:
            print("timed out")
    print(pages)
    gate.set()
