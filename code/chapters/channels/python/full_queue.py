import queue

endless = queue.Queue()
for parcel in range(100_000):
    endless.put(parcel)
print(f"{endless.qsize()} parcels wait")

small = queue.Queue(maxsize=2)
for parcel in (1, 2, 3):
    try:
        small.put_nowait(parcel)
        print(f"parcel {parcel} waits")
    except queue.Full:
        print(f"no room for parcel {parcel}")
