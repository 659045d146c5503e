import { useCallback, useEffect, useState } from 'react';

import type { RedrivePlan, RedriveRequest } from '#lib/redrive/types';

import { toPlanKey } from './plan-key.ts';
import { planRedrive } from './start-redrive.ts';

/** A plan looks at messages, so it waits until the choices have come to rest. */
const REST_MS = 400;
/** A plan that saw nothing, because somebody hides the messages, is made again until it has seen some. */
const AGAIN_AFTER_MS = 2000;

interface Planned {
  /** What was planned, and at which asking. */
  key: string | null;
  plan: RedrivePlan | null;
  problem: string | null;
}

const NOT_PLANNED: Planned = { key: null, plan: null, problem: null };

/**
 * The plan of `request`, made on opening and again after each change; null while the choices are no request. A plan of before stays
 * until the next one has come.
 */
export function usePlan(request: RedriveRequest | null) {
  const [round, setRound] = useState(0);
  const [planned, setPlanned] = useState<Planned>(NOT_PLANNED);
  const text = request && toPlanKey(request);
  const key = text === null ? null : `${round} ${text}`;
  const first = planned.key === null;

  useEffect(() => {
    if (key === null || text === null || key === planned.key) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(
      () => {
        planRedrive(JSON.parse(text) as RedriveRequest, controller.signal).then(
          (plan) => setPlanned({ key, plan, problem: null }),
          (error: Error) => {
            if (controller.signal.aborted) return;
            setPlanned((before) => ({ key, plan: before.plan, problem: error.message }));
          },
        );
      },
      first ? 0 : REST_MS,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, text, planned.key, first]);

  const plan = planned.key === key ? planned.plan : null;
  useEffect(() => {
    if (!plan || plan.examined > 0 || !plan.notes.some(({ code }) => code === 'in-flight')) return undefined;
    const timer = setTimeout(() => setRound((before) => before + 1), AGAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [plan]);

  return {
    plan: planned.plan,
    problem: planned.key === key ? planned.problem : null,
    planning: key !== null && planned.key !== key,
    /** Plans the same once more. */
    again: useCallback(() => setRound((before) => before + 1), []),
  };
}
