import asyncio

# ANCHOR: main
async def next_batch(orders, most):
    batch = [await orders.get()]
    while len(batch) < most and not orders.empty():
        batch.append(orders.get_nowait())
    return batch


async def main():
    orders = asyncio.Queue()
    for number in range(5):
        orders.put_nowait(number)
    print(await next_batch(orders, 3))
    print(await next_batch(orders, 3))
# ANCHOR_END: main


asyncio.run(main())
