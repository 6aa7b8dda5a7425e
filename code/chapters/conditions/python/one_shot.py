import threading

# ANCHOR: main
ready = threading.Event()


def waiter():
    ready.wait()
    print("waiter: the server is up")


thread = threading.Thread(target=waiter)
thread.start()
print("main: starting the server")
ready.set()
thread.join()
ready.wait()  # a set event lets everybody through, now and later
print("main: the event stays set")
# ANCHOR_END: main
