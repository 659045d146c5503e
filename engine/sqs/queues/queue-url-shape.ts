import type { Shape } from '../../core/shape.ts';

export interface QueueUrlInput {
  QueueUrl: string;
}

/** The input of actions that take a queue and nothing else. */
export const QUEUE_URL_SHAPE: Shape = {
  type: 'structure',
  members: { QueueUrl: { type: 'string' } },
  required: ['QueueUrl'],
};
