#@ hangs

# ANCHOR: main
from multiprocessing import Pipe, Process


def worker(connection):
    while (word := connection.recv()) != "STOP":
        connection.send(len(word))


if __name__ == "__main__":
    ours, theirs = Pipe()
    Process(target=worker, args=(theirs,)).start()
    for sign in ["GIVE WAY", "STOP", "NO ENTRY"]:
        ours.send(sign)
        print(f"{sign}: {ours.recv()}", flush=True)
    ours.send("STOP")
# ANCHOR_END: main
