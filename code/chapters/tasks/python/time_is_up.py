import asyncio


async def charge(name):
    try:
        await asyncio.Event().wait()  # an answer that does not come
        print(name, "is charged")
    finally:
        print("connection closed")


async def main():
    try:
        await asyncio.wait_for(charge("Ada"), timeout=0.01)
    except TimeoutError:
        print("time is up")


asyncio.run(main())
