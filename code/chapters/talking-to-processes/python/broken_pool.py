import os
from concurrent.futures import ProcessPoolExecutor


def square(job):
    return os._exit(1) if job == 4 else job * job


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        futures = [pool.submit(square, job) for job in range(1, 7)]
        for job, future in enumerate(futures, 1):
            error = future.exception()
            result = type(error).__name__ if error else future.result()
            print(f"job {job}: {result}")
