const REPORTS = 200;
const MIN_STEP = 50;

/** Passes on a growing count of about `expected`: some two hundred times, and not for each handful. */
export function everySoOften(expected: number, report: (count: number) => void): (count: number) => void {
  const step = Math.max(MIN_STEP, Math.ceil(expected / REPORTS));
  let reported = 0;
  return (count) => {
    if (count - reported < step) return;
    reported = count;
    report(count);
  };
}
