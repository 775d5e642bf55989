"""Work outside the request: a table of jobs, a queue that wakes the workers, and the workers.

The queue (huey) delivers at most once: a killed worker loses its message. So the table is the truth. A message only says
"look at job 12"; a job belongs to the worker whose conditional UPDATE took it; and a sweep sends again what was lost.

    @jobs.job("build_packet", timeout=300)
    def build_packet(run: jobs.Run, *, packet_id: int) -> None: ...

    jobs.enqueue("build_packet", {"packet_id": packet.id}, actor, key=f"packet:{packet.id}")
"""

from core.jobs.operations import enqueue
from core.jobs.registry import Run, each_minute, job

__all__ = ["Run", "each_minute", "enqueue", "job"]
