import asyncio


async def ask(server, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    print(server, "has answered")


async def main():
    near = asyncio.create_task(ask("near", 1))
    far = asyncio.create_task(ask("far", 3))
    done, pending = await asyncio.wait(
        [near, far], return_when=asyncio.FIRST_COMPLETED
    )
    print("done:", len(done), "pending:", len(pending))
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())
