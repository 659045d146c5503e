'use client';

import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useState } from 'react';

import { JobView } from '#components/redrives/job/job-view.tsx';
import { firstList } from '#components/redrives/job/messages/lists.ts';
import { NoJob } from '#components/redrives/job/no-job.tsx';
import { useNow } from '#components/ui/use-now.ts';

import { controlJob, type JobCommand } from '../../_data/redrives/control-job.ts';
import { useJob } from '../../_data/redrives/use-job.ts';
import { jobSearchParams } from '../search-params.ts';
import { Messages } from './messages.tsx';

const Again = lazy(() => import('./again.tsx'));

export function Job({ id }: { id: string }) {
  const { data: job, error } = useJob(id);
  const [{ list: chosen }, setParams] = useQueryStates(jobSearchParams);
  const [asked, setAsked] = useState<JobCommand | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [again, setAgain] = useState(false);
  const nowMs = useNow();

  if (job === undefined) return <NoJob id={id} error={error} />;

  const control = async (command: JobCommand) => {
    setAsked(command);
    setProblem(null);
    try {
      await controlJob(id, command);
    } catch (refusal) {
      setProblem((refusal as Error).message);
    }
    setAsked(null);
  };
  const list = chosen ?? firstList(job);
  return (
    <>
      <JobView
        job={job}
        nowMs={nowMs}
        list={list}
        asked={asked}
        problem={problem}
        stale={error?.message ?? null}
        onControl={(command) => void control(command)}
        onAgain={() => setAgain(true)}
        onList={(next) => void setParams({ list: next })}
      >
        <Messages key={list} job={job} list={list} />
      </JobView>
      {again && (
        <Suspense>
          <Again job={job} onClose={() => setAgain(false)} />
        </Suspense>
      )}
    </>
  );
}
