import asyncio


async def answer():
    print("  working")
    return 42


print("calling answer()")
coroutine = answer()
print("it has returned a", type(coroutine).__name__)
print("the answer is", asyncio.run(coroutine))
