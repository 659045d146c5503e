'use client';

import { useState } from 'react';

import { DeleteDialog } from '#components/dead-letters/actions/delete-dialog.tsx';
import type { DeleteRequest, RedriveJob } from '#lib/redrive/types';

import { refreshReadings } from '../../../../_data/readings/use-reading.ts';
import { requestJson } from '../../../../_data/request-json.ts';
import type { Proposal } from './proposal.ts';

/** Deletes by a job that keeps a snapshot first. However often it is asked, one opened dialog makes one job. */
export default function Delete({
  name,
  proposal: { selection, description, count, approximate },
  onStarted,
  onClose,
}: {
  name: string;
  proposal: Proposal;
  onStarted: (job: RedriveJob) => void;
  onClose: () => void;
}) {
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const confirm = async (reason: string) => {
    setBusy(true);
    setProblem(null);
    try {
      const named = 'fingerprint' in selection ? { label: description } : {};
      const body: DeleteRequest = { selection, reason, ...named, idempotencyKey };
      onStarted(await requestJson<RedriveJob>(`/api/queues/${encodeURIComponent(name)}/delete`, { body }));
      void refreshReadings();
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
    }
  };

  return (
    <DeleteDialog
      name={name}
      count={count}
      exact={!approximate}
      what={description}
      busy={busy}
      problem={problem}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
    />
  );
}
