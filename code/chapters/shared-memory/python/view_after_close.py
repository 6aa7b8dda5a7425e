#@ exit: 139

# ANCHOR: main
import ctypes
from multiprocessing.shared_memory import SharedMemory

memory = SharedMemory(create=True, size=8)
memory.unlink()
number = ctypes.c_int64.from_buffer(memory.buf)
view = ctypes.c_int64.from_address(ctypes.addressof(number))
del number
view.value = 7
print("before close:", view.value, flush=True)
memory.close()
print("after close:", view.value)
# ANCHOR_END: main
