import asyncio


async def readings():
    try:
        for number in range(1, 10):
            yield number
    finally:
        print("connection closed")


async def main():
    source = readings()
    async for number in source:
        if number == 2:
            break
    await asyncio.sleep(0.01)  # does something else
    print("main ends")


asyncio.run(main())
