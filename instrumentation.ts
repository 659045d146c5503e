/** Called by Next once when the server starts. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const [{ processContext }, { resumeJobs }] = await Promise.all([
    import('#lib/context'),
    import('#lib/redrive/runner/resume-jobs'),
  ]);
  void resumeJobs(processContext());
}
