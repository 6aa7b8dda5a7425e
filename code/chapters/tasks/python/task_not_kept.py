import asyncio
import gc

# ANCHOR: main
async def save(done):
    await asyncio.get_running_loop().create_future()  # whoever is to answer forgets it
    done.append("saved")


async def main():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print(context["message"])
    )
    asyncio.create_task(save([]))  # nobody keeps the task
    await asyncio.sleep(0)
    print("tasks before:", len(asyncio.all_tasks()) - 1)
    gc.collect()
    print("tasks after:", len(asyncio.all_tasks()) - 1)
# ANCHOR_END: main


asyncio.run(main())
