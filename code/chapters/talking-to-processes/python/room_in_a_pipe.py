#@ output: pattern
#@ because: how much room a pipe has is up to the system

# ANCHOR: main
import os

reader, writer = os.pipe()
os.set_blocking(writer, False)
room = 0
try:
    while True:
        room += os.write(writer, bytes(1024))
except BlockingIOError:
    print(f"{room} bytes, and the next one waits")
# ANCHOR_END: main
