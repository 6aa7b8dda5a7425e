# ANCHOR: main
from ctypes import c_int
from multiprocessing import Array, Pool, Value

if __name__ == "__main__":
    counter = Value(c_int, 2**31 - 1)
    with counter.get_lock():
        counter.value += 1
    print(counter.value)
    with Pool(1) as pool:
        try:
            pool.map(len, [Array(c_int, 3)])
        except RuntimeError as error:
            print(error)
# ANCHOR_END: main
