import { judgeFirstLoad, measureFirstLoad } from './checks/first-load.ts';
import { Failure, runMain } from './desk/failure.ts';
import { startDesk } from './desk/start-desk.ts';

await runMain(async () => {
  const desk = await startDesk({
    root: process.cwd(),
    command: 'start',
    env: { ...process.env, PORT: '0', REDRIVE_ENGINE_PORT: '0' },
    say: (line) => console.log(line),
  });
  try {
    const verdict = judgeFirstLoad(await measureFirstLoad(`${desk.url}/`));
    console.log(verdict.table);
    if (!verdict.withinBudget)
      throw new Failure('The overview loads too much JavaScript: see docs/adr/004-first-load-budget.md.');
  } finally {
    await desk.stop();
  }
});
