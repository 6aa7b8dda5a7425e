x = y = 1


def write():
    global x, y
    x = 2
    yield  # a thread switch between the two assignments
    y = 2


writer = write()
next(writer)
print((x, y))
next(writer, None)
print((x, y))
