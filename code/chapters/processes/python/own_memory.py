import multiprocessing

visitors = []


def register(name):
    visitors.append(name)
    print(f"in the child: {visitors}", flush=True)


if __name__ == "__main__":
    child = multiprocessing.Process(target=register, args=("Ada",))
    child.start()
    child.join()
    print(f"in the parent: {visitors}")
