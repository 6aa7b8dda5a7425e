import asyncio


# ANCHOR: session
class Session:
    """A connection pool as far as this program needs one."""

    closed = False

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.closed = True

    async def get(self, name, turns):
        for _ in range(turns):
            await asyncio.sleep(0)
            if self.closed:
                raise ConnectionError(f"{name}: the session is closed")
        if name == "Grace":
            raise ConnectionError("Grace: reset by the server")
        return name
# ANCHOR_END: session


# ANCHOR: main
async def fetch_all(names, tasks):
    async with Session() as session:
        for name in names:
            turns = 1 if name == "Grace" else 5
            tasks.append(asyncio.create_task(session.get(name, turns)))
        return await asyncio.gather(*tasks)


async def main():
    tasks = []
    try:
        await fetch_all(["Ada", "Grace", "Edsger"], tasks)
    except ConnectionError as error:
        print("given up:", error)
    print(await asyncio.gather(*tasks, return_exceptions=True))
# ANCHOR_END: main


asyncio.run(main())
