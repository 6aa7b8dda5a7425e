#@ hangs
# ANCHOR: main
import asyncio
import queue


async def answer(numbers):
    numbers.put(42)


async def main():
    numbers = queue.Queue()
    task = asyncio.create_task(answer(numbers))
    print("waiting")
    print("received", numbers.get())
    await task


asyncio.run(main())
# ANCHOR_END: main
