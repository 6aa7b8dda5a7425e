# ANCHOR: main
from math import factorial
from multiprocessing import Pool

if __name__ == "__main__":
    with Pool() as pool:
        results = pool.map(factorial, [20, 3000])
    for result in results:
        try:
            print(result)
        except ValueError as error:
            print(str(error)[:46])
# ANCHOR_END: main
