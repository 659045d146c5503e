/** A function's failure as Lambda puts it into the payload. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  /** Lines of the stack; absent when the runtime died. */
  trace?: string[];
}

/** What a handler threw, which need not be an Error. */
export function describeThrown(thrown: unknown): FunctionError {
  if (thrown instanceof Error) {
    return {
      errorType: thrown.name,
      errorMessage: thrown.message,
      trace: (thrown.stack ?? '').split('\n'),
    };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

/** A rejection nobody handled. */
export function describeUnhandledRejection(reason: unknown): FunctionError {
  return {
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: String(reason),
    trace: describeThrown(reason).trace ?? [],
  };
}

const MISSING_MODULE_CODES = new Set([
  'ERR_MODULE_NOT_FOUND',
  'MODULE_NOT_FOUND',
  'ERR_PACKAGE_IMPORT_NOT_DEFINED',
]);

/** Why a function's module could not be imported; an error the module itself threw keeps its name. */
export function describeImportError(thrown: unknown): FunctionError {
  const described = describeThrown(thrown);
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (thrown instanceof SyntaxError)
    return { ...described, errorType: 'Runtime.UserCodeSyntaxError', errorMessage: String(thrown) };
  if (MISSING_MODULE_CODES.has(code))
    return { ...described, errorType: 'Runtime.ImportModuleError', errorMessage: String(thrown) };
  return described;
}

export function handlerNotFound(handler: string): FunctionError {
  return {
    errorType: 'Runtime.HandlerNotFound',
    errorMessage: `${handler} is undefined or not exported`,
    trace: [],
  };
}

export function timedOut(requestId: string, timeoutSeconds: number): FunctionError {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}

/** The process ended in the middle of an invocation, by itself. Running out of memory is the signal SIGABRT or SIGKILL. */
export function runtimeExited(
  requestId: string,
  { exitCode, signal }: { exitCode: number | null; signal: string | null },
): FunctionError {
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited ${describeExit(exitCode, signal)}`,
  };
}

const SIGNAL_NAMES: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
};

function describeExit(exitCode: number | null, signal: string | null): string {
  if (signal !== null) return `with error: signal: ${SIGNAL_NAMES[signal] ?? signal}`;
  return exitCode ? `with error: exit status ${exitCode}` : 'without providing a reason';
}

export function responseTooLarge(limitBytes: number): FunctionError {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${limitBytes} bytes).`,
  };
}
