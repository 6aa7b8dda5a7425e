#@ hangs
# ANCHOR: main
import asyncio
import threading

lock = threading.Lock()
balance = 0


async def pay_in(amount):
    global balance
    with lock:
        await asyncio.sleep(0)  # asks the bank, still holding the lock
        balance += amount


async def main():
    print("two payments")
    await asyncio.gather(pay_in(10), pay_in(20))
    print("balance:", balance)


asyncio.run(main())
# ANCHOR_END: main
