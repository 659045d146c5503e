/**
 * What an action accepts, as data. `engine/server/validate.ts` checks an input against it; rules that need more than
 * one member or the state of a queue belong to the action. Checked, never converted: a blob stays base64 text (a Buffer
 * where it is a raw body), a timestamp epoch seconds. A member that is null counts as absent.
 */
export type Shape =
  | { type: 'string'; minLength?: number; maxLength?: number; pattern?: RegExp; oneOf?: readonly string[] }
  | { type: 'integer'; min?: number; max?: number }
  | { type: 'number'; min?: number; max?: number }
  | { type: 'boolean' }
  | { type: 'timestamp' }
  | { type: 'blob' }
  | { type: 'list'; of: Shape; minItems?: number; maxItems?: number }
  | { type: 'map'; of: Shape }
  | { type: 'structure'; members: Record<string, Shape>; required?: readonly string[] }
  | { type: 'any' };
