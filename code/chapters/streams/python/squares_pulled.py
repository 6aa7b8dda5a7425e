def squares():
    number = 0
    while True:
        number += 1
        print("makes the square of", number)
        yield number * number


pulled = squares()
print("nothing made yet")
print(next(pulled), "and", next(pulled))
