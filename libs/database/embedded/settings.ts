export type Settings = Readonly<Record<string, string | number>>;

/**
 * Given on the command line at every start, so that a new version of Cleave brings its settings to an old cluster.
 * Durability is never traded: fsync and synchronous_commit stay on (see `temporarySettings` for tests).
 */
const settings: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // a socket path is limited to 107 bytes, a clone's path is not
  max_connections: 100,
  fsync: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  deadlock_timeout: '200ms',
  client_connection_check_interval: '1s', // the locks of a process that was killed are free within a second
  jit: 'off', // compiling costs more than any of our statements takes
  max_parallel_workers_per_gather: 0,
  // outbox and inbox rows live for milliseconds: without frequent cleaning the claim reads through their remains
  autovacuum_naptime: '10s',
  autovacuum_vacuum_scale_factor: 0.05,
  autovacuum_vacuum_insert_scale_factor: 0.1,
  // rows are found by their keys, whatever the statistics say; with 0.05 and 100 ANALYZE took 3 % of both cores of a young, busy shop
  autovacuum_analyze_scale_factor: 0.2,
  default_statistics_target: 10,
  autovacuum_vacuum_cost_delay: '1ms',
  // expected refusals (unique violations, lock timeouts) are answers, not news; statements may hold personal data
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** A cluster that is thrown away need not survive a power cut. */
const temporarySettings: Settings = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  autovacuum_naptime: '1min',
};

/** @param own  in place of ours */
export function settingFlags(temporary: boolean, own: Settings): string[] {
  const all = { ...settings, ...(temporary ? temporarySettings : {}), ...own };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
