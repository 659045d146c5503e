import { readDeploymentSettings } from '../deployment.ts';
import { createAlarms } from './alarms.ts';
import { createConsumers } from './functions.ts';
import { collectArns } from './permissions.ts';
import { createQueues } from './queues.ts';
import { encryptBuildEnvironment } from './state.ts';
import { createTable } from './table.ts';
import { createWeb } from './web.ts';

/** Everything of one stage; returns what `sst deploy` prints. */
export function createStack(): { desk: $util.Output<string> } {
  encryptBuildEnvironment();
  const settings = readDeploymentSettings(process.env);
  const queues = createQueues();
  const arns = collectArns(queues, createTable());
  createConsumers(queues, arns);
  createAlarms(settings);
  return { desk: createWeb(arns, settings) };
}
