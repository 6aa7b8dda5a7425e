# ANCHOR: main
from multiprocessing import Pool

def square(number):
    return number * number

if __name__ == "__main__":
    with Pool(2) as pool:
        print("imap:", list(pool.imap(square, range(6))))
        print("imap_unordered, sorted:", sorted(pool.imap_unordered(square, range(6))))
# ANCHOR_END: main
