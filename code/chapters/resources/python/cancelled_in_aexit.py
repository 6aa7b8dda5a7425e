import asyncio

# ANCHOR: main
class Connection:
    async def __aenter__(self):
        print("  opening")
        await asyncio.sleep(0)
        print("  open")

    async def __aexit__(self, *_):
        print("  closing")
        await asyncio.sleep(0)
        print("  closed")


async def work():
    async with Connection():
        await asyncio.sleep(0)
# ANCHOR_END: main


async def main():
    for turns in range(1, 5):
        print("cancelled in turn", turns)
        task = asyncio.create_task(work())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        print("  task cancelled:", task.cancelled())


asyncio.run(main())
