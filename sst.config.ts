/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  async app({ stage }) {
    const [{ PRODUCTION }, { stageTags }] = await Promise.all([
      import('./infra/names.ts'),
      import('./infra/tags.ts'),
    ]);
    const keep = stage === PRODUCTION;
    return {
      name: 'redrive',
      home: 'aws',
      removal: keep ? 'retain' : 'remove',
      protect: keep,
      providers: { aws: { version: '7.20.0', defaultTags: { tags: stageTags(stage) } } },
    };
  },
  async run() {
    const { createStack } = await import('./infra/stack/stack.ts');
    return createStack();
  },
});
