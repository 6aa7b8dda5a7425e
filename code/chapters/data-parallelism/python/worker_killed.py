# ANCHOR: main
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, TimeoutError

def killed(number):  # as if the system were out of memory
    os._exit(1) if number == 2 else None

if __name__ == "__main__":
    with Pool(2) as pool:
        try:
            pool.map_async(killed, [1, 2, 3]).get(timeout=1)
        except TimeoutError:
            print("Pool.map: no answer yet, and none will come")
    with ProcessPoolExecutor(2) as pool:
        print("executor:", type(pool.submit(killed, 2).exception()).__name__)
# ANCHOR_END: main
