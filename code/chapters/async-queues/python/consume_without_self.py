import asyncio

# ANCHOR: main
class Orders:
    def __init__(self, room):
        self.queue = asyncio.Queue(room)

    async def add(self, order):
        await self.queue.put(order)

    async def take():
        return await self.queue.get()
# ANCHOR_END: main


async def main():
    orders = Orders(2)
    await orders.add("bread")
    try:
        print(await orders.take())
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
