import asyncio

class Session:
    open = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self.open = False

    async def get(self, page, turns):
        for _ in range(turns):
            await asyncio.sleep(0)
        if not self.open:
            raise RuntimeError(page + ": the session is closed")
        if page == "B":
            raise OSError(page + ": connection reset")
        return page

# ANCHOR: main
async def main():
    tasks = []
    try:
        async with Session() as session:
            for page, turns in [("A", 5), ("B", 1), ("C", 5)]:
                tasks.append(asyncio.create_task(session.get(page, turns)))
            await asyncio.gather(*tasks)
    except OSError as error:
        print("given up:", error)
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        print(repr(result))
# ANCHOR_END: main


asyncio.run(main())
