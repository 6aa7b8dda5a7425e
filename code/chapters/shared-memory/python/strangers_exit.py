# ANCHOR: main
import subprocess, sys
from multiprocessing.shared_memory import SharedMemory

READER = "import sys; from multiprocessing.shared_memory import *; SharedMemory(sys.argv[1])"

memory = SharedMemory(create=True, size=8)
subprocess.run([sys.executable, "-c", READER, memory.name], capture_output=True)
try:
    SharedMemory(memory.name)
except FileNotFoundError:
    print("the name is gone, and its owner has not removed it")
# ANCHOR_END: main

from multiprocessing import resource_tracker
resource_tracker.unregister(memory._name, "shared_memory")
memory.close()
