# ANCHOR: main
from multiprocessing.shared_memory import SharedMemory

first = SharedMemory(create=True, size=16)
numbers = first.buf.cast("i")
numbers[0] = 7

second = SharedMemory(first.name)
other = second.buf.cast("d")
print("four whole numbers:", list(numbers[:4]))
print("the same as fractions:", list(other[:2]))
# ANCHOR_END: main

numbers.release(), other.release()
first.close(), second.close(), first.unlink()
