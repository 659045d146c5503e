/** `GET /api/health`. */
export interface Health {
  /** `unreachable`: AWS did not answer; `endpoint` names what was tried. */
  status: 'ok' | 'unreachable';
  /** `local` when an endpoint of our own choosing stands in for AWS. */
  mode: 'local' | 'aws';
  region: string;
  endpoint: string;
  message: string | null;
}

/** The body of every answer that is not a success. */
export interface ErrorBody {
  error: { code: string; message: string; field?: string };
}
