import asyncio


async def charge(name):
    try:
        await asyncio.Event().wait()  # an answer that does not come
    except asyncio.CancelledError:
        print("told to stop, and going on")
    print(name, "is charged")


async def main():
    task = asyncio.create_task(charge("Ada"))
    await asyncio.sleep(0)
    task.cancel()
    await task
    print("cancelled:", task.cancelled())


asyncio.run(main())
