import threading


def charge(customer):
    if customer == "Grace":
        raise ValueError(f"no card on file for {customer}")
    return f"{customer} has paid"


threads = [threading.Thread(target=charge, args=(name,)) for name in ("Ada", "Grace", "Edsger")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("all customers charged")
