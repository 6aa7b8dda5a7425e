import asyncio

active, most = 0, 0


# ANCHOR: main
async def transform(item):
    global active, most
    active += 1
    most = max(most, active)
    await asyncio.sleep(0)  # a request
    active -= 1
    return item * 2


async def pipeline(source):
    for item in source:
        yield await transform(item)


async def main():
    print([item async for item in pipeline(range(5))], "at most", most, "at once")
# ANCHOR_END: main


asyncio.run(main())
