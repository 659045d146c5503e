/** The next route that is called begins with nothing cached, as in another process. */
export function forgetProcessContext(): void {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('redrive.context')];
}
