'use client';

import { useQueryState } from 'nuqs';
import { lazy, Suspense } from 'react';

import { RedriveListView } from '#components/redrives/list/redrive-list.tsx';
import { useObstacle } from '#components/session/session.tsx';
import { useNow } from '#components/ui/use-now.ts';

import { useRedrives } from '../_data/redrives/use-redrives.ts';
import { redrivesSearchParams } from './search-params.ts';

const RestoreFile = lazy(() => import('./_dialog/restore-file.tsx'));

export function Redrives() {
  const { data, error } = useRedrives();
  const obstacle = useObstacle('operate');
  const [restore, setRestore] = useQueryState('restore', redrivesSearchParams.restore);
  return (
    <>
      <RedriveListView
        list={data}
        problem={error?.message ?? null}
        nowMs={useNow()}
        actions={
          <button
            type="button"
            className="btn"
            disabled={obstacle !== undefined}
            title={obstacle}
            onClick={() => void setRestore(true)}
          >
            Restore a file…
          </button>
        }
      />
      {restore && (
        <Suspense>
          <RestoreFile onClose={() => void setRestore(false)} />
        </Suspense>
      )}
    </>
  );
}
