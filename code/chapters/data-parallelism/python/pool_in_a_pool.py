# ANCHOR: main
from multiprocessing import Pool

def row(number):
    with Pool(2) as pool:
        return pool.map(abs, [number, -number])

if __name__ == "__main__":
    with Pool(2) as pool:
        try:
            pool.map(row, [1, 2])
        except AssertionError as error:
            print(error)
# ANCHOR_END: main
