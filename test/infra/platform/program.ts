import { writeFileSync } from 'node:fs';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import config from '../../../sst.config.ts';
import { run } from '../../../.sst/platform/src/auto/run';
import * as sst from '../../../.sst/platform/src/components';
import { answerCall, createState } from './aws-mocks.ts';
import { answerRpc } from './rpc-server.ts';
import { openSecrets } from './secrets.ts';

// Runs in a process of its own, bundled by `evaluate.ts`: sst.config.ts on SST's real components, with AWS made up.

const stage = process.env['REDRIVE_TEST_STAGE'] ?? '';
const outputPath = process.env['REDRIVE_TEST_OUTPUT'] ?? '';

process.env['SST_SERVER'] = await answerRpc();

const app = await config.app({ stage });
Object.assign($app, app, { stage });
Object.assign(globalThis, { aws, sst });

const resources: { type: string; name: string; inputs: unknown; secretInputs: string[] }[] = [];
const options = new Map<string, { retainOnDelete: boolean; protect: boolean }>();

await pulumi.runtime.setMocks(
  {
    newResource({ type, name, inputs, id }) {
      const { plain, secretInputs } = openSecrets(inputs as Record<string, unknown>);
      const state = createState(type, name, plain);
      resources.push({ type, name, inputs: plain, secretInputs });
      return { id: id || `${name}-id`, state };
    },
    call: ({ token, inputs }) => answerCall(token, inputs as Record<string, unknown>),
  },
  app.name,
  stage,
  false,
);

const outputs = await pulumi.runtime.runInPulumiStack(() =>
  run(async () => {
    // After SST's own, which decide what is kept.
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      const { retainOnDelete = false, protect } = opts;
      options.set(`${type} ${name}`, { retainOnDelete, protect: protect === true });
      return undefined;
    });
    return config.run();
  }),
);

// Components go on making resources in promises that nobody can wait for; when nothing is left to do, they are done.
process.once('beforeExit', () => {
  const made = resources.map((resource) => ({
    ...resource,
    ...options.get(`${resource.type} ${resource.name}`),
  }));
  writeFileSync(outputPath, JSON.stringify({ app, outputs: outputs as unknown, resources: made }));
});
