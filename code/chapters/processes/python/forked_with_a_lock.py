#@ hangs

import os
import threading

# ANCHOR: main
journal = threading.Lock()
held, forked = threading.Event(), threading.Event()


def write():
    with journal:
        held.set()
        forked.wait()


threading.Thread(target=write).start()
held.wait()
child = os.fork()
if child == 0:
    print("child: I want to write, too", flush=True)
    with journal:
        os._exit(0)
forked.set()
print(f"child: status {os.waitpid(child, 0)[1]}")
# ANCHOR_END: main
