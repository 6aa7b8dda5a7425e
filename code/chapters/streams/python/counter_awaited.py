import asyncio


async def counter(to):
    for number in range(to):
        yield number
        print("pause after", number)
        await asyncio.sleep(0)


async def main():
    async for number in counter(2):
        print("received", number)
    print("end")


asyncio.run(main())
