import asyncio

# ANCHOR: main
async def produce(orders):
    for number in range(5):
        await orders.put(number)
        print("put", number)
        await asyncio.sleep(0)


async def consume(orders):
    while (order := await orders.get()) is not None:
        print("    taken", order)
        raise ValueError("order 0 has no address")


async def main():
    orders = asyncio.Queue()
    consumer = asyncio.create_task(consume(orders))
    await produce(orders)
    await orders.put(None)
    await consumer
# ANCHOR_END: main


try:
    asyncio.run(main())
except ValueError as error:
    print("error:", error)
