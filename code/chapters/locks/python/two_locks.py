import threading

balance = 0
lock = threading.Lock()
both_have_read = threading.Barrier(2)


# ANCHOR: deposit
def deposit():
    global balance
    with lock:
        seen = balance
    both_have_read.wait()  # makes certain what is possible without it
    with lock:
        balance = seen + 1
# ANCHOR_END: deposit


# ANCHOR: main
threads = [threading.Thread(target=deposit) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("two deposits of 1, balance", balance)
# ANCHOR_END: main
