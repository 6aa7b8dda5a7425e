import asyncio


# ANCHOR: parts
async def report(parts):
    for _ in range(parts):
        sum(range(100_000 // parts))
        if parts > 1:
            await asyncio.sleep(0)  # the keyboard may have its turn


async def keyboard(working):
    answered = 0
    while not working.done():
        answered += 1
        await asyncio.sleep(0)
    return answered
# ANCHOR_END: parts


# ANCHOR: main
async def main():
    for parts in (1, 10):
        working = asyncio.create_task(report(parts))
        await asyncio.sleep(0)
        answered = await keyboard(working)
        print(f"parts of the report: {parts:2}; keys answered: {answered}")


asyncio.run(main())
# ANCHOR_END: main
