import threading
from concurrent.futures import ThreadPoolExecutor

started, gate = threading.Event(), threading.Event()


def charge():
    started.set()
    gate.wait()
    print("job: charged Ada")


with ThreadPoolExecutor() as pool:
    future = pool.submit(charge)
    started.wait()
    try:
        future.result(timeout=0.05)
    except TimeoutError:
        print("main: timed out; cancelled:", future.cancel())
    gate.set()
