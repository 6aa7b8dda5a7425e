import asyncio


async def job(name, turns):
    print(name, "begins")
    for _ in range(turns):
        await asyncio.sleep(0)
    return name


async def main():
    tasks = [asyncio.create_task(job(name, 2)) for name in "AB"]
    print("created")
    await asyncio.sleep(0)
    print("main does something else")
    print(await asyncio.gather(*tasks))


asyncio.run(main())
