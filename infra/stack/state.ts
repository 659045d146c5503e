/**
 * SST hands the environment of a deployment, secrets and credentials included, to the command that builds the site, and keeps it in the state as it is.
 * Call before the site is made: then it is encrypted there.
 */
export function encryptBuildEnvironment(): void {
  $util.runtime.registerStackTransformation(({ type, props, opts }) => {
    if (type !== 'command:local:Command') return undefined;
    const environment = $util.secret((props as { environment?: unknown }).environment);
    const options = $util.mergeOptions(opts, { additionalSecretOutputs: ['environment'] });
    return { props: { ...(props as object), environment }, opts: options };
  });
}
