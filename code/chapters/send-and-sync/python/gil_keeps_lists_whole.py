import threading

# ANCHOR: main
items, counter = [], 0
both_have_read = threading.Barrier(2)


def work():
    global counter
    for _ in range(10_000):
        items.append("one")  # one operation of the interpreter
    seen = counter  # an update takes two: a read ...
    both_have_read.wait()
    counter = seen + 1  # ... and a write


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{len(items)} items from 20000 appends, counter {counter} from 2 updates")
# ANCHOR_END: main
