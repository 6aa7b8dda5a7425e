import threading

counter = 0
both_are_here = threading.Barrier(2)


# ANCHOR: main
def plain():
    global counter
    for _ in range(100_000):
        counter += 1


def one():
    both_are_here.wait()  # a thread may lose the processor in a call; here it surely does
    return 1


def with_a_call():
    global counter
    counter += one()
# ANCHOR_END: main


def count(target):
    global counter
    counter = 0
    threads = [threading.Thread(target=target) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counter


print("counter += 1, twice 100000 times:", count(plain))
print("counter += one(), twice:", count(with_a_call))
