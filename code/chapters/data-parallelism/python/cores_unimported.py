# ANCHOR: main
from multiprocessing import Pool

def squares(numbers):
    with Pool(multiprocessing.cpu_count()) as pool:
        return pool.map(abs, numbers)

try:
    squares([1, 2, 3])
except NameError as error:
    print("at the first call:", error)
# ANCHOR_END: main
