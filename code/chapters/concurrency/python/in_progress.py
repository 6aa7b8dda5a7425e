import asyncio

in_progress, running = set(), set()


async def answer(request):
    in_progress.add(request)
    for part in (1, 2):
        running.add(request)
        counts = f"{len(in_progress)} in progress, {len(running)} running"
        print(f"request {request}, part {part}: {counts}")
        running.remove(request)
        await asyncio.sleep(0)  # let the others run
    in_progress.remove(request)


async def main():
    await asyncio.gather(answer(1), answer(2), answer(3))


asyncio.run(main())
