import functools
import threading

both_load = threading.Barrier(2)
loads = []


# ANCHOR: main
@functools.lru_cache
def settings():
    both_load.wait()  # makes certain what is possible without it
    loads.append("settings")
    return {"limit": 10}


threads = [threading.Thread(target=settings) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("loaded", len(loads), "times")
# ANCHOR_END: main
