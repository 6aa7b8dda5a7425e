from concurrent.futures import ThreadPoolExecutor, as_completed

requests = []


def fetch(page):
    requests.append(page)
    return page.upper()


with ThreadPoolExecutor(max_workers=3) as pool:
    pages = list(pool.map(fetch, ["home", "blog", "shop"]))
    futures = [pool.submit(fetch, page) for page in ["home", "blog", "shop"]]
    for future in as_completed(futures):
        future.result()
print(len(requests), "requests for 3 pages")
