import asyncio

# ANCHOR: main
most_alive = 0


async def download(number, limit):
    global most_alive
    most_alive = max(most_alive, len(asyncio.all_tasks()) - 1)
    async with limit:
        await asyncio.sleep(0)


async def main():
    limit = asyncio.Semaphore(10)
    await asyncio.gather(*(download(number, limit) for number in range(1000)))
    print("tasks alive at the same time:", most_alive)
# ANCHOR_END: main


asyncio.run(main())
