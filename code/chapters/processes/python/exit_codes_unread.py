# ANCHOR: main
import multiprocessing
import sys


def pack(parcel):
    if parcel == 2:
        sys.exit("parcel 2 does not fit")


if __name__ == "__main__":
    children = [multiprocessing.Process(target=pack, args=[n]) for n in (1, 2, 3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print("all parcels are packed")
# ANCHOR_END: main
