/** Something the person at the keyboard can put right: its message is one plain sentence and needs no stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Runs a script's `main`; a Failure ends the process with its sentence and exit code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
