from concurrent.futures import ThreadPoolExecutor


def fetch(page):
    if page == "blog":
        raise ConnectionError(f"{page} is down")
    return page.upper()


with ThreadPoolExecutor(max_workers=3) as pool:
    try:
        pages = list(pool.map(fetch, ["home", "blog", "shop"]))
    except ConnectionError as error:
        print("all we have:", error)
