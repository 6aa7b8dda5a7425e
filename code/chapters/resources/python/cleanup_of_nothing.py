import asyncio
from contextlib import asynccontextmanager

# ANCHOR: main
class Connection:
    async def initialize(self):
        raise OSError("refused")

    async def cleanup(self):
        print("clean up, socket:", getattr(self, "socket", "never opened"))


@asynccontextmanager
async def connected():
    connection = Connection()
    try:
        await connection.initialize()
        yield connection
    finally:
        await connection.cleanup()
# ANCHOR_END: main


async def main():
    try:
        async with connected():
            print("connected")
    except OSError as error:
        print("error:", error)


asyncio.run(main())
