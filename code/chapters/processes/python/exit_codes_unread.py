# ANCHOR: main
import multiprocessing
import sys


def pack(parcel):
    if parcel == 2:
        sys.exit("parcel 2 does not fit")


if __name__ == "__main__":
    new = multiprocessing.Process
    children = [new(target=pack, args=[parcel]) for parcel in (1, 2, 3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print("all parcels are packed")
# ANCHOR_END: main
