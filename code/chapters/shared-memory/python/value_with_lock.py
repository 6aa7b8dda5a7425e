# ANCHOR: main
from multiprocessing import Array, Process, Value

def add(number, squares):
    for index in range(1000):
        with number.get_lock():
            number.value += 1
        with squares.get_lock():
            squares[index % 4] += 1

if __name__ == "__main__":
    number, squares = Value("i", 0), Array("i", 4)
    both = [Process(target=add, args=[number, squares]) for _ in range(2)]
    for process in both: process.start()
    for process in both: process.join()
    print(number.value, list(squares))
# ANCHOR_END: main
