# ANCHOR: main
from multiprocessing import Pool

def digits(share):
    return sum(len(str(number)) for number in share)

if __name__ == "__main__":
    shares = [range(1, 26), range(26, 51), range(51, 76), range(76, 101)]
    with Pool() as pool:
        parts = pool.map(digits, shares)
    print(parts, sum(parts))
# ANCHOR_END: main
