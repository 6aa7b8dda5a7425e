# ANCHOR: main
from multiprocessing import Event, Manager, Process

def put(shared, key, value, turn):
    turn.wait()
    shared[key] = value

if __name__ == "__main__":
    with Manager() as manager:
        shared, first, second = manager.dict(), Event(), Event()
        a = Process(target=put, args=[shared, "a", 1, second])
        b = Process(target=put, args=[shared, "b", 2, first])
        a.start(), b.start()
        first.set(), b.join()
        second.set(), a.join()
        print(dict(shared))
# ANCHOR_END: main
