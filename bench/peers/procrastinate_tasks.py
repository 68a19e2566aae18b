"""The same empty tasks by Procrastinate: bench/workers.py starts it with another interpreter.

Two workers, one killed half-way; stalled jobs are retried by a periodic task, as its documentation
advises, with the same 20 s that our claims last.
"""

import asyncio
import json
import resource
import subprocess
import sys
import time

import procrastinate
import psycopg

STALLED_S = 20
URL = sys.argv[1]
app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=URL))


@app.task(name="visit", pass_context=False)
async def visit(number: int) -> None:
    """Write one row."""
    await app.connector.execute_query_async(
        "INSERT INTO done VALUES (%(number)s, 1) ON CONFLICT (number) "
        "DO UPDATE SET times = done.times + 1",
        number=number,
    )


@app.periodic(cron="*/5 * * * * *")
@app.task(name="again", queueing_lock="again", pass_context=True)
async def again(context: procrastinate.JobContext, timestamp: int) -> None:
    """Stalled jobs are due again."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_S):
        await manager.retry_job(job)


async def serve() -> None:
    """A worker until SIGTERM."""
    async with app.open_async():
        await app.run_worker_async(concurrency=1, update_heartbeat_interval=5)


async def give(tasks: int) -> None:
    """Tables and tasks."""
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await visit.batch_defer_async(*({"number": number} for number in range(tasks)))


def cpu_s() -> float:
    """Of all children that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(tasks: int) -> None:
    """Print the same lines."""
    with psycopg.connect(URL, autocommit=True) as database:
        database.execute("CREATE TABLE done (number int PRIMARY KEY, times int)")
        began = time.process_time()
        asyncio.run(give(tasks))
        give_ms = (time.process_time() - began) * 1000 / tasks

        def done() -> int:
            row = database.execute("SELECT count(*) FROM done").fetchone()
            return row[0] if row else 0

        start = [sys.executable, __file__, URL, "--serve"]
        workers = [subprocess.Popen(start) for _ in range(2)]
        before, began = cpu_s(), time.monotonic()
        while done() < tasks / 2:
            time.sleep(0.01)
        workers[0].kill()
        while done() < tasks and time.monotonic() - began < 240:
            time.sleep(0.05)
        spent_s = time.monotonic() - began
        time.sleep(1.0)
        workers[1].terminate()
        for worker in workers:
            worker.wait(timeout=60)
        spent_cpu_s, before = cpu_s() - before, cpu_s()
        idle = subprocess.Popen(start)
        time.sleep(20.0)
        idle.terminate()
        idle.wait(timeout=60)
        idle_ms = (cpu_s() - before) * 1000 / 20
        twice = database.execute("SELECT count(*) FROM done WHERE times > 1").fetchone()
        told = {"lost": tasks - done(), "twice": twice[0] if twice else 0}
    print(f"procrastinate {procrastinate.__version__}, the same: {spent_s:.1f} s")
    a_task_ms = spent_cpu_s * 1000 / tasks
    print(f"  {a_task_ms:.2f} CPU ms a unit with start-up, {give_ms:.2f} to give one")
    print(f"  {json.dumps(told)}, idle {idle_ms:.0f} CPU ms a second over 20 s, start-up in it")


if __name__ == "__main__":
    if sys.argv[2] == "--serve":
        asyncio.run(serve())
    else:
        main(int(sys.argv[2]))
