import asyncio

balances = {"Ada": 100, "Grace": 100}


async def transfer(amount):
    balances["Ada"] -= amount
    await asyncio.Event().wait()  # the bank does not answer
    balances["Grace"] += amount


async def main():
    try:
        await asyncio.wait_for(transfer(10), timeout=0.01)
    except TimeoutError:
        print("time is up:", balances)


asyncio.run(main())
