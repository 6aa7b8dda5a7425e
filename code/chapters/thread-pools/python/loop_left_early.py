import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

# ANCHOR: main
loop_is_over = threading.Event()


def fetch(page):
    if page == "blog":
        raise ConnectionError("blog is down")
    loop_is_over.wait()
    return page.upper()


with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(fetch, page) for page in ("home", "blog")]
    try:
        for future in as_completed(futures):
            print(future.result())
    except ConnectionError as error:
        print("the loop is left:", error)
    loop_is_over.set()
print("nobody asked for", futures[0].result())
# ANCHOR_END: main
