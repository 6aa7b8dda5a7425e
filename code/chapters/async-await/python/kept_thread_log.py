#@ output: pattern
#@ because: the times are those of a real clock
#@ timeline: 100 ms
import asyncio, time

START = time.monotonic()

def log(who, what):
    print(f"{(time.monotonic() - START) * 1000:5.1f} ms  {who:9}  {what}")

# ANCHOR: main
async def heartbeat():
    for _ in range(6):
        log("heartbeat", "sleeps, for 10 ms")
        await asyncio.sleep(0.010)
    log("heartbeat", "ends")

async def report():
    log("report", "sleeps, for 15 ms")
    await asyncio.sleep(0.015)
    log("report", "keeps the thread")
    time.sleep(0.030)
    log("report", "ends")
# ANCHOR_END: main

async def main():
    await asyncio.gather(heartbeat(), report())

asyncio.run(main())
