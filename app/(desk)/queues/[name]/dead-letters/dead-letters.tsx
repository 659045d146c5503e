'use client';

import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { CauseRail } from '#components/dead-letters/causes/cause-rail.tsx';
import { groupCauses } from '#components/dead-letters/causes/group-causes.ts';
import { DeadLetterTable } from '#components/dead-letters/dead-letter-table.tsx';
import { DeadLettersHeader } from '#components/dead-letters/dead-letters-header.tsx';
import { findMessages } from '#components/dead-letters/find-messages.ts';
import { NoMessages } from '#components/dead-letters/no-messages.tsx';
import { ScanRefused } from '#components/dead-letters/scan-refused.tsx';
import { ScanStatus } from '#components/dead-letters/scan-status.tsx';
import { Toolbar } from '#components/dead-letters/toolbar.tsx';
import { QueueProblem } from '#components/queues/queue-problem.tsx';
import { MoveTaskBanner } from '#components/redrives/move-task-banner.tsx';
import { MoveTaskList } from '#components/redrives/move-task-list.tsx';
import { planRedrive, type RedrivePlan } from '#components/redrives/plan.ts';
import { formatCount } from '#components/ui/format.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { ScannedMessage } from '#lib/messages/types';

import { useQueue } from '../../../_data/use-queue.ts';
import { useOverviewMetrics, useQueues } from '../../../_data/use-queues.ts';
import { useScan } from '../../../_data/scan/use-scan.ts';
import { deadLetterSearchParams } from './search-params.ts';
import { useMoveTask } from './use-move-task.ts';
import { useSelection } from './use-selection.ts';

const Message = lazy(() => import('./message.tsx'));
const Redrive = lazy(() => import('./redrive.tsx'));

/** Refusals of the scan that reading again will not change. */
const REFUSED = 409;

export function DeadLetters({ name }: { name: string }) {
  const [{ q, cause, sort, message: openId }, setParams] = useQueryStates(deadLetterSearchParams);
  const { data: queue, error } = useQueue(name);
  const { data: list } = useQueues();
  const ages = useOverviewMetrics().data?.deadLetterAgeSeconds;
  const { scan, start, remove } = useScan(name);
  const task = useMoveTask(name, start);
  const { messages, lookup } = scan;
  const causes = useMemo(() => groupCauses(messages, lookup), [messages, lookup]);
  const found = useMemo(
    () => findMessages(messages, lookup, { text: q, cause, sort }),
    [messages, lookup, q, cause, sort],
  );
  const { selected, select } = useSelection(messages);
  const [plan, setPlan] = useState<RedrivePlan | null>(null);

  // One look on arrival. A look hides messages, so it waits while a move task is after them.
  const looked = useRef(false);
  useEffect(() => {
    if (!task.known || looked.current) return;
    looked.current = true;
    if (!task.running) start();
  }, [task.known, task.running, start]);

  const open = useCallback((messageId: string | null) => void setParams({ message: messageId }), [setParams]);

  if (error && (!queue || error.status === 404)) return <QueueProblem name={name} error={error} />;
  if (scan.error?.status === REFUSED) {
    const { message } = scan.error;
    return <ScanRefused name={name} message={message} deadLetterQueue={queue?.deadLetterQueue ?? null} />;
  }

  const left = queue?.depth.visible ?? 0;
  const propose = (messages: ScannedMessage[] | null) =>
    setPlan(planRedrive(name, messages, { count: left, sources: queue?.deadLetterSources ?? [] }));
  const openIndex = found.findIndex(({ messageId }) => messageId === openId);
  const shown = found[openIndex];
  const chosen = messages.filter(({ messageId }) => selected.has(messageId));
  return (
    <div className="flex h-full min-h-[560px] flex-col">
      <DeadLettersHeader name={name} queue={queue} ageSeconds={ages?.[name] ?? null}>
        <button type="button" className="btn" disabled={scan.state === 'reading'} onClick={start}>
          {scan.state === 'idle' ? 'Read messages' : 'Read again'}
        </button>
        <button type="button" className="btn" disabled={task.running || !left} onClick={() => propose(null)}>
          Redrive all
        </button>
        <button
          type="button"
          className="btn btn-accent"
          disabled={!chosen.length}
          onClick={() => propose(chosen)}
        >
          Redrive selected{chosen.length > 0 && ` (${formatCount(chosen.length)})`}
        </button>
      </DeadLettersHeader>
      <ScanStatus {...scan} />
      {task.latest && task.notable && (
        <MoveTaskBanner
          task={task.latest}
          left={left}
          cancelling={task.cancelling}
          onCancel={() => void task.cancel()}
          onRest={() => propose(null)}
        />
      )}
      {task.problem && <Notice tone="danger">{task.problem}</Notice>}
      <div className="border-t">
        <Toolbar
          text={q}
          byCause={cause !== null}
          sort={sort}
          found={found.length}
          total={messages.length}
          chosen={selected.size}
          onText={(text) => void setParams({ q: text })}
          onSort={(next) => void setParams({ sort: next })}
          onClear={() => select([...selected], false)}
        />
      </div>
      <div className="flex min-h-0 flex-1 flex-col border-t min-[1100px]:flex-row">
        <CauseRail
          causes={causes}
          lookup={lookup}
          read={messages.length}
          about={scan.about ?? 0}
          cause={cause}
          onCause={(next) => void setParams({ cause: next })}
        />
        <DeadLetterTable
          messages={found}
          lookup={lookup}
          selected={selected}
          openId={openId}
          onSelect={(messageId, on) => select([messageId], on)}
          onSelectAll={(on) =>
            select(
              found.map(({ messageId }) => messageId),
              on,
            )
          }
          onOpen={open}
        >
          <NoMessages
            reading={scan.state === 'reading'}
            read={scan.state === 'done'}
            filtered={messages.length > 0}
            lookingUp={lookup.state === 'under-way'}
            inFlight={queue?.depth.inFlight ?? 0}
            maxReceiveCount={
              list?.queues.find(({ deadLetterQueue }) => deadLetterQueue === name)?.maxReceiveCount ?? null
            }
            sources={queue?.deadLetterSources ?? []}
          />
        </DeadLetterTable>
      </div>
      {task.tasks.length > 0 && <MoveTaskList tasks={task.tasks} />}
      <Suspense>
        {shown && (
          <Message
            message={shown}
            attempt={lookup.latest.get(shown.messageId)}
            index={openIndex}
            total={found.length}
            onStep={(by) => open(found[openIndex + by]?.messageId ?? shown.messageId)}
            onRedrive={() => propose([shown])}
            onClose={() => open(null)}
          />
        )}
        {plan && list && <Redrive plan={plan} list={list} onMoved={remove} onClose={() => setPlan(null)} />}
      </Suspense>
    </div>
  );
}
