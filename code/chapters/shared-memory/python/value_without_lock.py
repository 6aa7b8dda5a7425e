# ANCHOR: main
from multiprocessing import Barrier, Process, Value

def add(number, both_looked):
    before = number.value
    both_looked.wait()
    number.value = before + 1

if __name__ == "__main__":
    number, both_looked = Value("i", 0), Barrier(2)
    both = [Process(target=add, args=[number, both_looked]) for _ in range(2)]
    for process in both: process.start()
    for process in both: process.join()
    print(number.value)
# ANCHOR_END: main
