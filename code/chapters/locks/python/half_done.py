import threading

accounts = {"Ada": 100, "Grace": 100}
lock = threading.Lock()


# ANCHOR: transfer
def transfer(source, target, amount):
    with lock:
        accounts[source] -= amount
        accounts[target] += amount
# ANCHOR_END: transfer


# ANCHOR: main
try:
    transfer("Ada", "Grcae", 40)
except KeyError as error:
    print("no account", error)

with lock:
    print(f"the lock is free, and there are {sum(accounts.values())} of 200 left")
# ANCHOR_END: main
