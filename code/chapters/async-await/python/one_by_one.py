import asyncio


async def visit(name):
    print(f"hello, {name}")
    await asyncio.sleep(0)
    print(f"goodbye, {name}")


async def main():
    await visit("Ada")
    await visit("Grace")
    print("--- and now together")
    await asyncio.gather(visit("Ada"), visit("Grace"))


asyncio.run(main())
