import asyncio

begun = []


async def order(dish):
    begun.append(dish)


async def main():
    tasks = [order("soup"), order("rice")]  # so the guides call them
    await asyncio.sleep(0)  # a moment for whatever else is to run
    print("tasks:", len(tasks), "begun:", len(begun))
    await asyncio.gather(*tasks)
    print("begun:", len(begun))


asyncio.run(main())
