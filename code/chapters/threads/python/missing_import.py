import threading


def charge(customer, seconds):
    time.sleep(seconds)
    print(f"charged {customer}")


threading.excepthook = lambda failure: print("in the thread:", failure.exc_value)
thread = threading.Thread(target=charge, args=("Ada", 0.1))
thread.start()
thread.join()
print("all customers charged")
