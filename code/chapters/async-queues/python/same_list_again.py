import asyncio

# ANCHOR: main
async def main():
    batches = asyncio.Queue()
    batch = []
    for row in range(6):
        batch.append(row)
        if len(batch) % 3 == 0:
            await batches.put(batch)
    while not batches.empty():
        print(batches.get_nowait())
# ANCHOR_END: main


asyncio.run(main())
