# ANCHOR: main
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory

own = [0]

def child(name):
    memory = SharedMemory(name)
    own[0] = memory.buf[0] = 42
    memory.close()

if __name__ == "__main__":
    memory = SharedMemory(create=True, size=1)
    process = Process(target=child, args=[memory.name])
    process.start(), process.join()
    print("own:", own[0], "shared:", memory.buf[0])
    memory.close(), memory.unlink()
# ANCHOR_END: main
