from contextlib import contextmanager


@contextmanager
def seat(number):
    print("  seat", number, "taken")
    try:
        yield
    finally:
        print("  seat", number, "free again")


# ANCHOR: main
def share_of_a_hundred(text):
    with seat(12):
        people = int(text)
        return 100 // people


for text in ["4", "four", "0"]:
    print(repr(text) + ":")
    try:
        print(" ", share_of_a_hundred(text))
    except Exception as error:
        print(" ", type(error).__name__)
# ANCHOR_END: main
