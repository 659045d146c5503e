import { Popover } from '@base-ui/react/popover';
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark';

import { ScrollBox } from '#components/ui/group.tsx';

import type { GroupBy } from '../workbench/types.ts';
import { FIELDS, toExamples, type Example } from './examples.ts';

function Examples({ title, rows }: { title: string; rows: readonly Example[] }) {
  return (
    <section className="pt-3">
      <h3 className="label pb-1 font-medium">{title}</h3>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-0.5">
        {rows.map(([query, finds]) => (
          <div key={query} className="contents">
            <dt className="font-mono text-xs leading-5">{query}</dt>
            <dd className="text-xs leading-5 text-muted">{finds}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The language of queries, on one small page. */
export function QueryHelp({ groupable }: { groupable: readonly GroupBy[] }) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label="How to write a query"
        title="How to write a query"
        className="btn btn-quiet btn-icon"
      >
        <CircleQuestionMark size={16} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} className="z-40">
          <Popover.Popup className="w-[min(560px,calc(100vw-32px))] rounded-lg border border-line-strong bg-raised shadow-[0_16px_48px_-12px_var(--shadow)] outline-none">
            <ScrollBox
              label="The language of queries"
              className="max-h-[min(640px,70vh)] rounded-lg px-5 py-4"
            >
              <Popover.Title className="font-medium">Queries</Popover.Title>
              <Popover.Description className="pt-1 text-muted">
                Words are looked for in the body, whatever their case. Field, operator and value stand
                together without blanks. Several terms must all hold; <code>OR</code>, <code>NOT</code> or{' '}
                <code>-</code>, and <code>( )</code> say otherwise.
              </Popover.Description>
              <Examples title="Examples" rows={toExamples(groupable)} />
              <Examples title="Fields" rows={FIELDS} />
              <Examples
                title="Operators"
                rows={[
                  [': =', 'is; with = the case matters; !=  is not'],
                  ['~', 'contains'],
                  ['> >= < <=', 'more, less; before, after'],
                  ['"…"  abc*  field:*', 'exact text, begins with, has any'],
                ]}
              />
              <p className="label pt-3">
                The query is in the address: send the link, and others see the same.
              </p>
            </ScrollBox>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
