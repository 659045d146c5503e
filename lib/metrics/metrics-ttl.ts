/** CloudWatch has no newer data than a minute, and every query is billed. */
const DEFAULT_TTL_SECONDS = 60;

/** How long series are kept for all viewers: `REDRIVE_METRICS_TTL_SECONDS`, default 60, at least 1. */
export function metricsTtlMs(env: Readonly<Record<string, string | undefined>>): number {
  const seconds = Number(env['REDRIVE_METRICS_TTL_SECONDS'] ?? DEFAULT_TTL_SECONDS);
  return (Number.isFinite(seconds) && seconds >= 1 ? seconds : DEFAULT_TTL_SECONDS) * 1000;
}
