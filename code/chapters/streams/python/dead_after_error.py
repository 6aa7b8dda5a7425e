import asyncio


async def prices(texts):
    for text in texts:
        yield int(text)


async def main():
    source = prices(["10", "3O", "40"])
    try:
        async for price in source:
            print(price)
    except ValueError as error:
        print(error)
    print("then:", [price async for price in source])


asyncio.run(main())
