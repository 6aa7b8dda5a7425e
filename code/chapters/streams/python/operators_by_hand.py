import asyncio


# ANCHOR: main
async def numbers():
    for number in range(1, 6):
        await asyncio.sleep(0)
        yield number


async def running_sum(source):
    total = 0
    async for item in source:
        yield (total := total + item)


async def main():
    odd = (number async for number in numbers() if number % 2)
    print([total async for total in running_sum(odd)])
# ANCHOR_END: main


asyncio.run(main())
