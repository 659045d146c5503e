import type { Shape } from '../../core/shape.ts';

/** What names a function in a request. */
export interface FunctionInput {
  /** Name, partial ARN or ARN. */
  FunctionName: string;
  Qualifier?: string;
}

export const FUNCTION_MEMBERS = {
  FunctionName: { type: 'string', minLength: 1, maxLength: 170 },
  Qualifier: { type: 'string', minLength: 1, maxLength: 128 },
} as const satisfies Record<string, Shape>;

export const FUNCTION_SHAPE: Shape = {
  type: 'structure',
  required: ['FunctionName'],
  members: FUNCTION_MEMBERS,
};
