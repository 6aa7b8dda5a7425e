from contextlib import contextmanager

# ANCHOR: main
@contextmanager
def printer(paper):
    try:
        print("take the printer")
        if paper == 0:
            raise OSError("no paper")
        yield
    finally:
        print("give the printer back")


try:
    with printer(paper=0):
        print("print")
except OSError as error:
    print("error:", error)
# ANCHOR_END: main
