import asyncio

active = most = 0


# ANCHOR: main
async def fetch(number, permits):
    global active, most
    async with permits:
        active += 1
        most = max(most, active)
        await asyncio.sleep(0)  # the request
        active -= 1
    return number


async def main():
    permits = asyncio.Semaphore(3)
    pages = await asyncio.gather(*[fetch(number, permits) for number in range(12)])
    print(len(pages), "pages, at most", most, "at a time")
# ANCHOR_END: main


asyncio.run(main())
