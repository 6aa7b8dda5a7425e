def averages():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        total, count = total + value, count + 1
        average = total / count


average = averages()
next(average)  # runs up to the first yield
print(average.send(10), average.send(20), average.send(60))
