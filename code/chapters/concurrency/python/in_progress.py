# ANCHOR: main
import asyncio
from collections import Counter

now, most = Counter(), Counter()


def up(gauge):
    now[gauge] += 1
    most[gauge] = max(most[gauge], now[gauge])


async def answer(request):
    up("in progress")
    for part in (1, 2):
        up("running")
        print(f"request {request}, part {part}")
        now["running"] -= 1
        await asyncio.sleep(0)  # let the others run
    now["in progress"] -= 1


async def main():
    await asyncio.gather(answer(1), answer(2), answer(3))
    print("most at the same time:", dict(most))


asyncio.run(main())
# ANCHOR_END: main
