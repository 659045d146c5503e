import { LAMBDA_LIMITS } from '../limits.ts';
import type { FunctionError } from './function-error.ts';

/** Cuts what comes in pieces into lines. */
export interface LineSplitter {
  write(text: string): void;
  /** Ends a line that has no line feed yet. */
  flush(): void;
}

export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  let pieces: string[] = [];
  const end = () => {
    const line = pieces.join('');
    pieces = [];
    onLine(line);
  };
  return {
    write(text) {
      let start = 0;
      for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', start)) {
        pieces.push(text.slice(start, feed));
        start = feed + 1;
        end();
      }
      if (start < text.length) pieces.push(text.slice(start));
    },
    flush() {
      if (pieces.length > 0) end();
    },
  };
}

/** The last 4 KB of one invocation's log, for `LogType: Tail`. */
export interface LogTail {
  add(line: string): void;
  toBase64(): string;
}

export function createLogTail(): LogTail {
  const { logTailBytes } = LAMBDA_LIMITS;
  let text = '';
  return {
    add: (line) => (text = `${text}${line}\n`.slice(-logTailBytes)),
    toBase64: () => Buffer.from(text).subarray(-logTailBytes).toString('base64'),
  };
}

export function startLine(requestId: string): string {
  return `START RequestId: ${requestId} Version: $LATEST`;
}

export function endLine(requestId: string): string {
  return `END RequestId: ${requestId}`;
}

interface Report {
  requestId: string;
  durationMs: number;
  memoryMb: number;
  /** Undefined when the environment died before it could say. */
  peakMemoryMb: number | undefined;
  initMs: number | undefined;
  error: FunctionError | undefined;
}

export function reportLine(report: Report): string {
  const { requestId, durationMs, memoryMb, initMs, error } = report;
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs)} ms`,
    `Memory Size: ${memoryMb} MB`,
    reportPeak(report),
    initMs === undefined ? '' : `Init Duration: ${initMs.toFixed(2)} ms`,
    reportStatus(error),
  ]
    .filter((part) => part !== '')
    .join('\t');
}

/** Never more than there is, as Lambda says it: here it is the heap that is held to the memory size, not the whole process. */
function reportPeak({ memoryMb, peakMemoryMb }: Report): string {
  return peakMemoryMb === undefined ? '' : `Max Memory Used: ${Math.min(peakMemoryMb, memoryMb)} MB`;
}

/** Only what ended the environment is a status of the report; a handler's own error is not. */
function reportStatus(error: FunctionError | undefined): string {
  if (error?.errorType === 'Sandbox.Timedout') return 'Status: timeout';
  return error?.errorType.startsWith('Runtime.') ? `Status: error\tError Type: ${error.errorType}` : '';
}
