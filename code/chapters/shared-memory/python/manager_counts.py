# ANCHOR: main
from multiprocessing import Barrier, Manager, Process

def add(shared, both_looked):
    before = shared["count"]
    both_looked.wait()
    shared["count"] = before + 1

if __name__ == "__main__":
    with Manager() as manager:
        shared, both_looked = manager.dict(count=0), Barrier(2)
        both = [Process(target=add, args=[shared, both_looked]) for _ in range(2)]
        for process in both: process.start()
        for process in both: process.join()
        print(shared["count"])
# ANCHOR_END: main
