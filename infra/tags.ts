/** Tags of every queue and function of one stage (`local`, `dev`, `production`). */
export function stageTags(stage: string): Record<string, string> {
  return { Environment: stage };
}
