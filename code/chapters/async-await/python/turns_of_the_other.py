import asyncio


# ANCHOR: main
async def ready():
    pass


async def main():
    for kind in (ready, lambda: asyncio.sleep(0)):
        turns = 0

        async def other():
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(other())
        for _ in range(1000):
            await kind()
        print("turns of the other task:", turns)
        task.cancel()
# ANCHOR_END: main


asyncio.run(main())
