import asyncio


async def order(dish):
    print(f"  the kitchen gets: {dish}")
    return dish


async def main():
    coroutine = order("soup")
    task = asyncio.create_task(order("rice"))
    print("both are ordered, it seems")
    print("served:", await task)
    print("served:", await coroutine)


asyncio.run(main())
