#@ output: pattern
#@ because: times differ from run to run
import asyncio
import time


# ANCHOR: main
async def longest_silence(work):
    longest, ended = 0, asyncio.create_task(work)
    while not ended.done():
        last = time.monotonic()
        await asyncio.sleep(0.010)
        longest = max(longest, time.monotonic() - last)
    return f"{longest * 1000:.0f} ms"


async def in_place():
    time.sleep(0.5)


async def main():
    print("blocks in place:", await longest_silence(in_place()))
    print("asynchronous sleep:", await longest_silence(asyncio.sleep(0.5)))
    aside = asyncio.to_thread(time.sleep, 0.5)
    print("blocks in a thread aside:", await longest_silence(aside))
# ANCHOR_END: main


asyncio.run(main())
