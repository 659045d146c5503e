// Preloaded into every measured server: says over the channel to the bench what the process has used.

const collectGarbage = (globalThis as { gc?: () => void }).gc;

process.on('message', (question: { collectsGarbage: boolean }) => {
  if (question.collectsGarbage) collectGarbage?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({
    cpuMicros: user + system,
    rssBytes: rss,
    heapBytes: heapUsed + external,
  });
});
