import asyncio


async def produce(orders):
    for number in range(4):
        await orders.put(number)
        print("put", number)
    await orders.put(None)


async def main():
    orders = asyncio.Queue(maxsize=2)
    producer = asyncio.create_task(produce(orders))
    while (order := await orders.get()) is not None:
        print("    got", order)
    await producer


asyncio.run(main())
