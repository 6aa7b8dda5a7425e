import threading
from concurrent.futures import ThreadPoolExecutor

# ANCHOR: main
main_is_done = threading.Event()


def save():
    main_is_done.wait()
    print("saved")


executor = ThreadPoolExecutor()
executor.submit(save)  # and no shutdown
print("the last line of main")
main_is_done.set()
# ANCHOR_END: main
