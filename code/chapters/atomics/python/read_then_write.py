import threading

visitors = 0
both_read = threading.Barrier(2)


def enter():
    global visitors
    seen = visitors
    both_read.wait()  # a thread switch at the worst moment
    visitors = seen + 1


threads = [threading.Thread(target=enter) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{visitors} visitors")
