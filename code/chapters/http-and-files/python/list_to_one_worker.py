import asyncio
from concurrent.futures import ProcessPoolExecutor


# ANCHOR: main
class Pipeline:
    def __init__(self):
        self.executor = ProcessPoolExecutor(2)

    def work(self, items):
        return [item * item for item in items]

    async def process(self, items):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, self.work, items)


if __name__ == "__main__":
    pipeline = Pipeline()
    try:
        asyncio.run(pipeline.process([1, 2, 3]))
    except TypeError as error:
        print(error)
# ANCHOR_END: main
    pipeline.executor.shutdown()
