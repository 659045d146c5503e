'use client';

import { lazy, Suspense, useCallback } from 'react';

import { DeadLettersHeader } from '#components/dead-letters/dead-letters-header.tsx';
import { Coverage } from '#components/dead-letters/status/coverage.tsx';
import { EstimatePanel } from '#components/dead-letters/status/estimate-panel.tsx';
import { ReadingFailed } from '#components/dead-letters/states/reading-failed.tsx';
import { UnmaskSwitch } from '#components/dead-letters/status/unmask-switch.tsx';
import { QueueProblem } from '#components/queues/queue-problem.tsx';
import { MoveTaskList } from '#components/redrives/tasks/move-task-list.tsx';
import { useMayUnmask } from '#components/session/session.tsx';
import { useObstacle } from '#components/session/session.tsx';

import { useQueue } from '../../../_data/use-queue.ts';
import { useOverviewMetrics } from '../../../_data/use-queues.ts';
import type { Look } from '../../../_data/workbench/protocol.ts';
import { useWorkbench } from '../../../_data/workbench/use-workbench.ts';
import { ActivityBanners } from './reading/activity-banners.tsx';
import { useActivity } from './reading/use-activity.ts';
import { useMoved } from './reading/use-moved.ts';
import { useReadingPlan } from './reading/use-reading-plan.ts';
import { Dialogs } from './scope/dialogs.tsx';
import { usePending } from './scope/use-pending.ts';
import { useLook } from './use-look.ts';
import { useOpenMessage } from './use-open-message.ts';
import { useSelection } from './use-selection.ts';
import { Workbench } from './workbench.tsx';

const Message = lazy(() => import('./message.tsx'));

/** Messages that a scan reads at most. */
const SCAN_LIMIT = 100_000;

export function DeadLetters({ name }: { name: string }) {
  const { look, setLook, settle, openId, open } = useLook();
  const { data: queue, error } = useQueue(name);
  const ages = useOverviewMetrics().data?.deadLetterAgeSeconds;
  const { view, actions, lookAhead } = useWorkbench(name, look);
  const onLook = useCallback(
    (change: Partial<Look>) => {
      lookAhead(change);
      setLook(change);
    },
    [lookAhead, setLook],
  );
  const mayUnmask = useMayUnmask();
  const selection = useSelection();
  const activity = useActivity(name);
  const obstacle = useObstacle('operate') ?? null;
  const blocked = activity.blocked ?? obstacle;
  const reading = useReadingPlan(name, { view, actions, activity, onRead: selection.clear });
  const visible = queue?.depth.visible ?? 0;
  const inFlight = queue?.depth.inFlight ?? 0;
  const scoped = { look, view, selected: selection.selected, visible, actions };
  const { pending, acts } = usePending(scoped);
  const opened = useOpenMessage(openId, { view, actions });

  useMoved(activity.job, (messageIds) => {
    actions.remove(messageIds);
    selection.select(messageIds, false);
    if (openId !== null && messageIds.includes(openId)) open(null);
  });

  if (error && (!queue || error.status === 404)) return <QueueProblem name={name} error={error} />;

  const step = async (by: 1 | -1) => {
    const index = (opened?.index ?? -1) + by;
    const [messageId] = index < 0 ? [] : await actions.idsOf({ from: index, to: index });
    if (messageId !== undefined) open(messageId);
  };
  return (
    <div className="flex h-full min-h-[560px] flex-col">
      <DeadLettersHeader name={name} queue={queue} ageSeconds={ages?.[name] ?? null}>
        {null}
      </DeadLettersHeader>
      <Coverage
        view={view}
        limit={SCAN_LIMIT}
        inFlight={inFlight}
        blocked={activity.blocked}
        onRead={reading.propose}
        onStop={actions.stop}
      >
        {mayUnmask && <UnmaskSwitch on={reading.isUnmasked} onChange={reading.setUnmasked} />}
      </Coverage>
      <ActivityBanners activity={activity} left={visible} onRest={() => void acts.redrive('all')} />
      {reading.panel ? (
        <EstimatePanel
          name={name}
          {...reading.panel}
          deadLetterQueue={queue?.deadLetterQueue ?? null}
          onRead={reading.agree}
          onDismiss={reading.dismiss}
        />
      ) : (
        <>
          <ReadingFailed view={view} onRead={reading.propose} />
          <Workbench
            name={name}
            queue={queue}
            scoped={scoped}
            openId={openId}
            selection={selection}
            acts={acts}
            blocked={blocked}
            onLook={onLook}
            onLeaveQuery={settle}
            onOpen={open}
            onRead={reading.propose}
          />
        </>
      )}
      {activity.tasks.length > 0 && <MoveTaskList tasks={activity.tasks} />}
      <Suspense>
        {opened && (
          <Message
            message={opened.row.message}
            attempt={opened.row.attempt}
            index={opened.index}
            total={view.matching}
            blocked={blocked}
            onStep={(by) => void step(by)}
            onRedrive={() => acts.redriveOne(opened.row.message)}
            onEdit={() => acts.edit(opened.row.message)}
            onDelete={() => acts.removeOne(opened.row.message)}
            onClose={() => open(null)}
          />
        )}
      </Suspense>
      <Dialogs
        name={name}
        pending={pending}
        onEdited={acts.redriveOne}
        onStarted={(job) => {
          if (job) activity.watchJob(job.id);
          acts.close();
        }}
        onClose={acts.close}
      />
    </div>
  );
}
