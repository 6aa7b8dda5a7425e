# ANCHOR: main
from multiprocessing import Pool, cpu_count

def pool_size(processes=None):
    return processes or cpu_count()

if __name__ == "__main__":
    print("asked for 0, as many as processors:", pool_size(0) == cpu_count())
    try:
        Pool(0)
    except ValueError as error:
        print("Pool itself:", error)
# ANCHOR_END: main
