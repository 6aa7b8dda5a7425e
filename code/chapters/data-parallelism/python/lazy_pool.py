# ANCHOR: main
import itertools, multiprocessing, threading

many_taken = threading.Event()

def numbers():
    for number in itertools.count():
        if number == 20_000:
            many_taken.set()
        yield number

def results(items):
    with multiprocessing.Pool(2) as pool:
        yield from pool.imap(abs, items)
# ANCHOR_END: main

# ANCHOR: use
def children():
    return len(multiprocessing.active_children())

if __name__ == "__main__":
    answers = results(numbers())
    print("processes before the first result:", children())
    print("first result:", next(answers))
    print("20,000 inputs taken:", many_taken.wait())
    print("processes when nobody asks any more:", children())
# ANCHOR_END: use
