import asyncio


async def answer():
    return 42


async def main():
    coroutine = answer()
    try:
        print("the answer is", asyncio.run(coroutine))
    except RuntimeError as error:
        print("refused:", error)
        print("the answer is", await coroutine)


asyncio.run(main())
