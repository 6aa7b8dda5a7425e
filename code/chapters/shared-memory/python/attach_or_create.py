# ANCHOR: main
from multiprocessing import Barrier, Process
from multiprocessing.shared_memory import SharedMemory

def attach_or_create(name, both_looked):
    try:
        return SharedMemory(name)
    except FileNotFoundError:
        both_looked.wait()
        try:
            return SharedMemory(name, create=True, size=8)
        except FileExistsError:
            print("neither attached nor created", flush=True)
# ANCHOR_END: main


if __name__ == "__main__":
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # before the children start, so that theirs does not remove the name
    # ANCHOR: use
    both_looked = Barrier(2)
    both = [Process(target=attach_or_create, args=["a table", both_looked]) for _ in range(2)]
    for process in both: process.start()
    for process in both: process.join()
    SharedMemory("a table").unlink()
    # ANCHOR_END: use
