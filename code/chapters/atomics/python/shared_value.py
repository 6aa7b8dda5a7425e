from multiprocessing import Barrier, Process, Value


def enter(visitors, both_read):
    seen = visitors.value  # takes the lock inside and gives it back
    both_read.wait()
    visitors.value = seen + 1  # takes it again


if __name__ == "__main__":
    visitors, both_read = Value("i", 0), Barrier(2)
    processes = [Process(target=enter, args=(visitors, both_read)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(f"{visitors.value} visitors")
