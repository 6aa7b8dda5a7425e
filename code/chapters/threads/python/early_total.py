import threading

charges = [500, 250, 125]
total = 0
begin = threading.Event()


def add_up():
    global total
    begin.wait()
    for cents in charges:
        total += cents


thread = threading.Thread(target=add_up)
thread.start()
print("total:", total)
begin.set()
thread.join()
print("total:", total)
