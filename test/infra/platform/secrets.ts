/** How Pulumi marks a value that it encrypts in its state. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

type Fields = Record<string, unknown>;

/** Inputs as they would reach AWS, and the names of those that are encrypted in the state. */
export function openSecrets(inputs: Fields): { plain: Fields; secretInputs: string[] } {
  const secretInputs = Object.keys(inputs).filter((name) => isSecret(inputs[name]));
  return { plain: open(inputs) as Fields, secretInputs };
}

function isSecret(value: unknown): value is { value: unknown } {
  return typeof value === 'object' && value !== null && (value as Fields)[SIGNATURE] === SECRET;
}

function open(value: unknown): unknown {
  if (isSecret(value)) return open(value.value);
  if (Array.isArray(value)) return value.map(open);
  // Archives, outputs and the like are of classes of their own, and stay what they are.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, open(inner)]));
}
