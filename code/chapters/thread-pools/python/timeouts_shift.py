import threading
from concurrent.futures import ThreadPoolExecutor, wait

# ANCHOR: fetch
gate = threading.Event()


def fetch(page):
    if page == "blog":
        gate.wait()
    return page.upper()
# ANCHOR_END: fetch


# ANCHOR: main
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
# ANCHOR_END: main
