import threading

report = None
ready = threading.Event()


def write():
    global report
    report = "all is well"
    ready.set()


thread = threading.Thread(target=write)
thread.start()
ready.wait()
print(report)
thread.join()
