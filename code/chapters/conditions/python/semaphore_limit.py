import threading

lock = threading.Lock()
pair = threading.Barrier(2)


# ANCHOR: main
semaphore = threading.Semaphore(2)
inside = peak = 0


def download():
    global inside, peak
    with semaphore:
        with lock:
            inside += 1
            peak = max(peak, inside)
        pair.wait()  # nobody leaves before two are in
        with lock:
            inside -= 1
# ANCHOR_END: main


threads = [threading.Thread(target=download) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"6 threads, at most {peak} inside at once")
