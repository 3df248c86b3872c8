import os from 'node:os';

/** Numbers of this process and machine, of those that `GET /api/status` shows under `metrics`. */
export function collectMetrics(): object {
  const memory = process.memoryUsage();
  const [one = 0, five = 0, fifteen = 0] = os.loadavg();
  return {
    last_updated: new Date().toISOString(),
    collection_interval_in_millis: 5000,
    os: {
      platform: os.platform(),
      platformRelease: `${os.platform()}-${os.release()}`,
      load: { '1m': one, '5m': five, '15m': fifteen },
      memory: { total_in_bytes: os.totalmem(), free_in_bytes: os.freemem(), used_in_bytes: os.totalmem() - os.freemem() },
      uptime_in_millis: os.uptime() * 1000,
    },
    process: {
      memory: {
        heap: { total_in_bytes: memory.heapTotal, used_in_bytes: memory.heapUsed },
        resident_set_size_in_bytes: memory.rss,
        array_buffers_in_bytes: memory.arrayBuffers,
        external_in_bytes: memory.external,
      },
      pid: process.pid,
      uptime_in_millis: process.uptime() * 1000,
    },
  };
}
