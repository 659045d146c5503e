'use client';

import { useState } from 'react';

import { toRequest, type SendDraft } from '#components/queues/send/draft.ts';
import { SendPanel, type SendProblem } from '#components/queues/send/send-panel.tsx';
import { SendSchema } from '#lib/queues/send-schema';
import type { QueueDetail, SendResult } from '#lib/queues/types';

import { RequestError } from '../../_data/request-json.ts';
import { sendMessages } from '../../_data/send-messages.ts';

/** The send panel, checked by the very schema of the API before anything leaves the page. */
export default function Send({ queue, onClose }: { queue: QueueDetail; onClose: () => void }) {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<SendProblem | null>(null);
  const [result, setResult] = useState<SendResult | null>(null);

  const send = async (draft: SendDraft) => {
    const request = toRequest(draft);
    const issue = SendSchema.safeParse(request).error?.issues[0];
    setResult(null);
    setProblem(issue ? toProblem(issue.path.map(String), issue.message) : null);
    if (issue) return;
    setSending(true);
    try {
      setResult(await sendMessages(queue.name, request));
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(toProblem(error.field?.split('.') ?? [], error.message));
    } finally {
      setSending(false);
    }
  };

  return (
    <SendPanel
      queue={queue}
      sending={sending}
      problem={problem}
      result={result}
      onSend={(draft) => void send(draft)}
      onClose={onClose}
    />
  );
}

function toProblem([field, name]: string[], message: string): SendProblem {
  return { field: field ?? null, message: field === 'attributes' && name ? `${name}: ${message}` : message };
}
