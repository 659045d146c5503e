import { DomainError } from '#lib/errors';
import { MASK } from './mask-message.ts';
import type { MaskRule } from './rules.ts';

/**
 * Refuses to write what was masked: the edit of a masked body would put the mask in the place of the value.
 * @throws DomainError `invalid-input` for the field `edit`
 */
export function refuseMaskedEdit(request: unknown, rules: readonly MaskRule[]): void {
  if (rules.length === 0 || typeof request !== 'object' || request === null || !('edit' in request)) return;
  if (!JSON.stringify(request.edit)?.includes(MASK)) return;
  throw new DomainError(
    'invalid-input',
    `edit: It holds ${MASK}, which stands for what is not shown and would be sent in its place. Patch the other fields (bodyPatch), which leaves it as it is.`,
    { field: 'edit' },
  );
}

/**
 * Passes a file of messages on, unless it was exported with masked values.
 * @throws DomainError `invalid-input`
 */
export async function* refuseMaskedFile(
  text: AsyncIterable<string>,
  rules: readonly MaskRule[],
): AsyncGenerator<string, void> {
  let before = '';
  for await (const piece of text) {
    if (rules.length > 0 && `${before}${piece}`.includes(MASK)) {
      throw new DomainError(
        'invalid-input',
        `The file holds ${MASK}: it was exported with masked values, which cannot be restored.`,
      );
    }
    before = `${before}${piece}`.slice(1 - MASK.length);
    yield piece;
  }
}
