import asyncio


async def is_open(kitchen):
    return kitchen == "ours"


async def main():
    if is_open("theirs"):  # await is missing
        print("let us order")


asyncio.run(main())
