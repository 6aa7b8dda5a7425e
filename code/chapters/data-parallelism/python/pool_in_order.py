# ANCHOR: main
from concurrent.futures import ProcessPoolExecutor

def steps(number):
    count = 0
    while number != 1:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        count += 1
    return count

if __name__ == "__main__":
    with ProcessPoolExecutor() as pool:
        answers = pool.map(steps, [27, 97, 871, 6171, 77_031])
        print(list(answers))
# ANCHOR_END: main
