import { canPass, overTls, ownEngine } from './endpoint.ts';

/** When a case runs: `it.runIf(c.holds)(`title${c.unless}`, ...)` says in its title why it is skipped. */
interface Condition {
  holds: boolean;
  /** Empty where the case runs, the reason in brackets where it does not. */
  unless: string;
}

/** For a case that lets `ms` pass: an external endpoint really waits, but not that long. */
export function lasting(ms: number): Condition {
  return condition(canPass(ms), `takes ${formatDuration(ms)}`);
}

/** For a case that needs our own engine; `reason` tells the reader of a run against another endpoint why. */
export function ownEngineOnly(reason: string): Condition {
  return condition(ownEngine, reason);
}

/** For a case that writes to the endpoint's socket by hand. */
export function plainHttpOnly(): Condition {
  return condition(!overTls, 'the endpoint speaks TLS');
}

function condition(holds: boolean, reason: string): Condition {
  return { holds, unless: holds ? '' : ` (skipped: ${reason})` };
}

function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
