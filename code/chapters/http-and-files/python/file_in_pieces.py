import asyncio
import os


# ANCHOR: main
def read_all(path):
    with open(path, "rb") as file:
        return len(file.read())


async def main():
    with open("note.txt", "w", encoding="utf-8") as note:
        note.write("buy paper")
    size = await asyncio.to_thread(read_all, "note.txt")
    print(size, "bytes, read in a thread")
# ANCHOR_END: main


asyncio.run(main())
os.remove("note.txt")
