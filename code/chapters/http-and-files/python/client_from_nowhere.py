import asyncio


async def prices(urls):
    client = AsyncHTTPClient(max_retries=3, backoff_factor=1.0)
    return await client.fetch_all(urls)


pending = prices(["http://127.0.0.1/1"])
print("defined, called, and not yet wrong")
try:
    asyncio.run(pending)
except NameError as error:
    print(error)
