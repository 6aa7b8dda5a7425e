#@ hangs

# ANCHOR: main
import os
from multiprocessing import Pipe, Process


def worker(connection):
    while (item := connection.recv()) != "thirty":
        connection.send(2 * int(item))
    os._exit(1)  # as if it was killed


if __name__ == "__main__":
    ours, theirs = Pipe()
    Process(target=worker, args=(theirs,)).start()
    for item in ["10", "20", "thirty", "40"]:
        ours.send(item)
        print(f"{item}: {ours.recv()}", flush=True)
# ANCHOR_END: main
