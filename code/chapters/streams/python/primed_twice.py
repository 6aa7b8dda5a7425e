def consumer():
    while True:
        item = yield
        print("stored", item)


def produce(consumer, items):
    consumer.send(None)  # runs up to the first yield
    for item in items:
        consumer.send(item)


store = consumer()
produce(store, [1, 2])
produce(store, [3])
