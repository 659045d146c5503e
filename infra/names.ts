/** The stage whose data outlives it, and whose resources have the plain names. */
export const PRODUCTION = 'production';

/** Stages share an account and a region, so all but production put their name in front: `dlq` → `dev-dlq`. */
export function nameInStage(name: string, stage: string): string {
  return stage === PRODUCTION ? name : `${stage}-${name}`;
}
