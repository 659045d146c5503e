/** How OpenNext packs the desk for Lambda. */
export default {
  default: {
    // Scans stream for minutes; the first line must not wait for the last.
    override: { wrapper: 'aws-lambda-streaming' },
  },
  // Every page is made when it is asked for: nothing is kept, so nothing is needed to keep it in.
  dangerous: { disableIncrementalCache: true, disableTagCache: true },
  buildCommand: 'npm run build',
};
