import asyncio


async def charge(name, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    if name == "Grace":
        raise ValueError("Grace has no account")
    print(name, "is charged")


async def main():
    try:
        await asyncio.gather(charge("Ada", 3), charge("Grace", 1))
    except ValueError as error:
        print("given up:", error)
    await asyncio.sleep(0)  # the program goes on with something else


asyncio.run(main())
