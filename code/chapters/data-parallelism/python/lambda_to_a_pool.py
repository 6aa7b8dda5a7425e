# ANCHOR: main
from multiprocessing import Pool

if __name__ == "__main__":
    words = "the quick brown fox".split()
    limit = 4
    with Pool(2) as pool:
        try:
            print(pool.map(lambda word: len(word) > limit, words))
        except Exception as error:
            print(type(error).__name__)
# ANCHOR_END: main
