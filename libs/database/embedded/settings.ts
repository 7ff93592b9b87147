export type Settings = Readonly<Record<string, string | number>>;

/**
 * Given on the command line at every start, so that a new version of Cleave brings its settings to an old cluster.
 * Durability is not reduced: fsync and synchronous_commit stay on (except in `temporarySettings`, for tests).
 */
const settings: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // a socket path is limited to 107 bytes, which the path of a clone may exceed
  max_connections: 100,
  fsync: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  deadlock_timeout: '200ms',
  client_connection_check_interval: '1s', // the locks of a killed process are released within a second
  jit: 'off', // compiling takes longer than any statement of Cleave
  max_parallel_workers_per_gather: 0,
  // outbox and inbox rows are deleted after milliseconds: without frequent vacuuming, statements scan the dead rows
  autovacuum_naptime: '10s',
  autovacuum_vacuum_scale_factor: 0.05,
  autovacuum_vacuum_insert_scale_factor: 0.1,
  // plans use the keys whatever the statistics are; with 0.05 and 100, ANALYZE took 3 % of both cores of a new, busy shop
  autovacuum_analyze_scale_factor: 0.2,
  default_statistics_target: 10,
  autovacuum_vacuum_cost_delay: '1ms',
  // expected errors (unique violations, lock timeouts) are not logged, and statements may contain personal data
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** A temporary cluster need not survive a power failure. */
const temporarySettings: Settings = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  autovacuum_naptime: '1min',
};

/** @param own  settings that replace those above */
export function settingFlags(temporary: boolean, own: Settings): string[] {
  const all = { ...settings, ...(temporary ? temporarySettings : {}), ...own };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
