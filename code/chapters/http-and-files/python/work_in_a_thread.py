import asyncio
import threading


def blocking_read(release):
    release.wait()  # a driver that blocks
    return "the answer"


async def main():
    release = threading.Event()
    read = asyncio.create_task(asyncio.to_thread(blocking_read, release))
    for beat in range(3):
        print("beat", beat)
        await asyncio.sleep(0)
    release.set()
    print(await read)


asyncio.run(main())
