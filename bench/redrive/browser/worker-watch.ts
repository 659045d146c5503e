import type { Page, Worker } from '@playwright/test';

declare global {
  /** Milliseconds the worker took from each new look at the messages to its view of them. */
  var looks: number[];
}

/** Chromium slows down the page's main thread only; so the worker's own share is measured beside it. */
export async function watchWorker(page: Page): Promise<{ lastLookMs(): Promise<number> }> {
  const [worker] = page.workers();
  if (!worker) throw new Error('The page has no worker.');
  await worker.evaluate(observe);
  return { lastLookMs: () => lastLook(worker) };
}

function observe(): void {
  globalThis.looks = [];
  let fromMs = 0;
  addEventListener(
    'message',
    (event) => {
      if ((event as MessageEvent<{ type: string }>).data.type === 'look') fromMs = performance.now();
    },
    { capture: true },
  );
  const scope = globalThis as unknown as { postMessage(message: { type: string }, transfer: []): void };
  const post = scope.postMessage.bind(scope);
  scope.postMessage = (message, transfer) => {
    if (message.type === 'view' && fromMs > 0) {
      globalThis.looks.push(performance.now() - fromMs);
      fromMs = 0;
    }
    post(message, transfer);
  };
}

async function lastLook(worker: Worker): Promise<number> {
  return worker.evaluate(() => globalThis.looks.at(-1) ?? Number.NaN);
}
