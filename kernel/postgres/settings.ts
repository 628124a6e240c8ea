/** Small in memory, whole in durability: fsync and synchronous commit stay on. */
const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '2',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  wal_level: 'replica',
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',
  random_page_cost: '1.1',
  log_timezone: 'UTC',
  timezone: 'UTC',
  log_checkpoints: 'off',
}

export type Settings = Partial<
  Record<keyof typeof settings | 'fsync' | 'synchronous_commit' | 'full_page_writes', string>
>

export const asArguments = (more: Settings): string[] =>
  Object.entries({ ...settings, ...more }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
