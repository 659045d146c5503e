import { wake } from '../delivery/receive.ts';
import { LIMITS } from '../limits.ts';
import { acceptMessage } from '../messages/accept-message.ts';
import { contentOf, type Message } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import { queueByArn, type Sqs } from '../state/sqs.ts';
import { leave, settle } from '../state/transitions.ts';
import type { MoveTask, MoveTaskStatus } from './move-task.ts';

const TICK_MS = 20;

/** How often a task that is held up by hidden messages looks again. */
const HELD_TICK_MS = 200;

/** So that a queue full of hidden messages does not hold up everybody else. */
const LOOKED_AT_PER_TICK = 10_000;

/** Lets a task begin: its first messages move one tick from now. */
export function startTask(sqs: Sqs, task: MoveTask): void {
  const source = queueByArn(sqs, task.sourceArn);
  if (source) source.cursor = source.entered.first;
  schedule(sqs, task, tickMs(task));
}

/** Stops a task where it stands; to be called when the engine closes or the task has ended. */
export function stopTask(task: MoveTask): void {
  task.timer?.cancel();
  task.timer = undefined;
}

function schedule(sqs: Sqs, task: MoveTask, delayMs: number): void {
  task.timer = sqs.clock.at(sqs.clock.nowMs() + delayMs, () => {
    const movedBefore = task.moved;
    tick(sqs, task);
    report(task, sqs.clock.nowMs());
    if (task.moved !== movedBefore || task.status !== 'RUNNING') sqs.journal.taskChanged(task);
  });
}

/** The count that callers see is renewed every two seconds, as AWS's runs behind, and is exact once the task has ended. */
function report(task: MoveTask, nowMs: number): void {
  const isRunning = task.status === 'RUNNING' || task.status === 'CANCELLING';
  if (isRunning && nowMs - task.reportedAtMs < LIMITS.moveReportMs) return;
  task.reportedMoved = task.moved;
  task.reportedAtMs = nowMs;
}

/** One message's time at slow rates, so that one a second is one a second and not a burst. */
function tickMs(task: MoveTask): number {
  return Math.max(TICK_MS, Math.ceil(1000 / rateOf(task)));
}

function rateOf(task: MoveTask): number {
  return task.ratePerSecond ?? LIMITS.movesPerSecond.default;
}

function end(task: MoveTask, status: MoveTaskStatus, failureReason?: string): void {
  task.status = status;
  task.failureReason = failureReason;
  stopTask(task);
}

function tick(sqs: Sqs, task: MoveTask): void {
  const nowMs = sqs.clock.nowMs();
  const source = queueByArn(sqs, task.sourceArn);
  if (task.status === 'CANCELLING') return end(task, 'CANCELLED');
  if (!source) return end(task, 'FAILED', 'AWS.SimpleQueueService.NonExistentQueue');
  if (nowMs - task.startedAtMs >= LIMITS.moveTaskMs) return end(task, 'FAILED', 'TaskTimedOut');
  settle(source, nowMs);

  let budget = budgetOf(task, nowMs);
  const sentBytes = new Map<Queue, number[]>();
  let looked = 0;
  let movedNow = 0;
  while (budget > 0 && source.cursor && source.cursor.number <= task.lastNumber) {
    if (++looked > LOOKED_AT_PER_TICK) break;
    const message = source.cursor;
    if (message.place !== 'ready' || !source.ready.isFree(message)) {
      source.cursor = message.nextEntered;
      continue;
    }
    const failure = move(sqs, task, source, message, nowMs, sentBytes);
    if (failure) {
      end(task, 'FAILED', failure);
      break;
    }
    budget--;
    movedNow++;
  }

  task.paced += movedNow;
  if (movedNow > 0) {
    sqs.metrics.received(source, movedNow);
    sqs.metrics.deleted(source, movedNow);
  }
  for (const [destination, sizesBytes] of sentBytes) {
    sqs.metrics.active(destination);
    sqs.metrics.sent(destination, sizesBytes);
    wake(sqs, destination);
  }
  if (task.status === 'RUNNING') goOn(sqs, task, source, nowMs);
}

/** Messages that may be moved now. What a stalled process could not move is not made up for: a second holds no more than the rate. */
function budgetOf(task: MoveTask, nowMs: number): number {
  const budget = Math.floor(((nowMs - task.pacedFromMs) * rateOf(task)) / 1000) - task.paced;
  if (budget <= rateOf(task)) return budget;
  task.pacedFromMs = nowMs - 1000;
  task.paced = 0;
  return rateOf(task);
}

/** After a tick: the task is over, or rests for what is hidden, or has more to do. */
function goOn(sqs: Sqs, task: MoveTask, source: Queue, nowMs: number): void {
  const oldest = source.entered.first;
  if (!oldest || oldest.number > task.lastNumber) return end(task, 'COMPLETED');
  const passIsOver = !source.cursor || source.cursor.number > task.lastNumber;
  if (!passIsOver) return schedule(sqs, task, tickMs(task));
  // The rate is no saving account: what was not moved while waiting is not moved in a burst afterwards.
  source.cursor = oldest;
  task.pacedFromMs = nowMs;
  task.paced = 0;
  schedule(sqs, task, Math.max(HELD_TICK_MS, tickMs(task)));
}

/** Moves one message as a new one; answers why the task fails, or undefined. */
function move(
  sqs: Sqs,
  task: MoveTask,
  source: Queue,
  message: Message,
  nowMs: number,
  sentBytes: Map<Queue, number[]>,
): string | undefined {
  const destinationArn = task.destinationArn ?? message.deadLetterSourceArn;
  if (!destinationArn) return 'CouldNotDetermineMessageSource';
  const destination = queueByArn(sqs, destinationArn);
  if (!destination) return 'AWS.SimpleQueueService.NonExistentQueue';

  leave(source, message);
  const content = {
    ...contentOf(message),
    senderId: task.callerId,
    groupId: message.groupId ?? (destination.fifo ? message.id : undefined),
    deduplicationId: destination.fifo ? message.id : undefined,
  };
  const { isDuplicate } = acceptMessage(sqs, destination, content, destination.settings.delayMs, nowMs);
  // A FIFO destination that remembers this id swallows the message: it is gone, and not counted as moved.
  if (isDuplicate) return undefined;
  const sizesBytes = sentBytes.get(destination);
  if (sizesBytes) sizesBytes.push(message.sizeBytes);
  else sentBytes.set(destination, [message.sizeBytes]);
  task.moved++;
  return undefined;
}
