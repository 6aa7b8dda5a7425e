import queue
import threading


def station(readings):
    for reading in (20, None, 22):
        readings.put(reading)  # None: no reading this hour
    readings.put(None)  # None: end of the day


readings = queue.Queue()
thread = threading.Thread(target=station, args=(readings,))
thread.start()
while (reading := readings.get()) is not None:
    print(f"{reading} degrees")
thread.join()
print(f"end of the day, {readings.qsize()} entries unread")
