#@ hangs
import asyncio

# ANCHOR: main
async def consume(orders):
    while True:
        order = await orders.get()
        print("address of", order, "is", {"bread": "Main Street"}[order])
        orders.task_done()


async def main():
    orders = asyncio.Queue()
    consumer = asyncio.create_task(consume(orders))
    for order in ["bread", "salt", "butter"]:
        await orders.put(order)
    await orders.join()
    print("all done")
# ANCHOR_END: main


asyncio.run(main())
