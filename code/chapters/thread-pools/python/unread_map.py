from concurrent.futures import ThreadPoolExecutor


def charge(customer):
    if customer == "Grace":
        raise ValueError(f"no card on file for {customer}")


with ThreadPoolExecutor(max_workers=10) as pool:
    pool.map(charge, ["Ada", "Grace", "Edsger"])
print("all customers charged")
