import hashlib
import sys
import threading
import time

# ANCHOR: ask
sys.setswitchinterval(1000)  # seconds: who computes is not asked to make room


def other_ran_during(work):
    """Lets another thread want to run, and does `work` on this one."""
    gate, ran = threading.Lock(), []
    gate.acquire()
    other = threading.Thread(target=lambda: (gate.acquire(), ran.append(True)))
    other.start()
    gate.release()  # now it wants to run, and needs the GIL
    work(ran)
    answer = bool(ran)
    other.join()
    return answer
# ANCHOR_END: ask


# ANCHOR: works
def compute(ran):
    sum(number * number for number in range(1_000_000))


def hash_in_c(ran):
    while not ran:  # a thousand seconds if sha256 keeps the GIL
        hashlib.sha256(bytes(1_000_000))


def wait(ran):
    while not ran:  # a thousand seconds if sleep keeps the GIL
        time.sleep(0.001)


for work in (compute, hash_in_c, wait):
    print(f"{work.__name__}: the other thread ran: {other_ran_during(work)}")
# ANCHOR_END: works
