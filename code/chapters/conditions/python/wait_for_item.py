import threading

condition = threading.Condition()
letters = []


# ANCHOR: main
def reader():
    with condition:
        condition.wait_for(lambda: letters)
        print("read:", letters.pop())


thread = threading.Thread(target=reader)
thread.start()
with condition:
    letters.append("dear Ada")
    condition.notify()
thread.join()
# ANCHOR_END: main
