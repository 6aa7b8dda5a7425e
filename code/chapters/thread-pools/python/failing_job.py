from concurrent.futures import ThreadPoolExecutor


def share(cents, customers):
    return cents // customers


with ThreadPoolExecutor(max_workers=1) as pool:
    futures = [pool.submit(share, 600, customers) for customers in (1, 2, 0, 3, 4)]
    for future in futures:
        try:
            print(future.result())
        except ZeroDivisionError as error:
            print("failed:", error)
