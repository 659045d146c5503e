import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatBytes } from '#components/ui/format.ts';
import type { MessageAttribute } from '#lib/queues/types';

import { showControls } from './show-controls.ts';

/** The message's own attributes, as they were sent; binary ones as base64. */
export function AttributeTable({ attributes }: { attributes: Readonly<Record<string, MessageAttribute>> }) {
  const entries = Object.entries(attributes).toSorted(([a], [b]) => a.localeCompare(b));
  return (
    <section aria-label="Attributes">
      <h3 className="flex h-9 items-center font-medium">Attributes</h3>
      {entries.length === 0 ? (
        <p className="text-faint">none</p>
      ) : (
        <table className="w-full table-fixed border-t text-left" aria-label="Message attributes">
          <thead>
            <tr className="label border-b">
              <th scope="col" className="w-36 py-1 font-normal">
                Name
              </th>
              <th scope="col" className="w-24 py-1 font-normal">
                Type
              </th>
              <th scope="col" className="py-1 font-normal">
                Value
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map(([name, { DataType, StringValue, BinaryValue }]) => (
              <tr key={name} className="border-b align-top">
                <th scope="row" className="py-1.5 pr-3 font-normal break-words text-muted">
                  {name}
                </th>
                <td className="py-1.5 pr-3 break-words text-faint">{DataType}</td>
                <td className="py-1.5">
                  <div className="flex items-start justify-between gap-1">
                    <span className="max-h-24 min-w-0 overflow-y-auto font-mono text-xs leading-5 break-all">
                      {showControls(StringValue ?? BinaryValue ?? '')}
                      {BinaryValue !== undefined && (
                        <span className="whitespace-nowrap text-faint">
                          {' '}
                          base64, {formatBytes(atob(BinaryValue).length)}
                        </span>
                      )}
                    </span>
                    <CopyButton text={StringValue ?? BinaryValue ?? ''} label={`Copy ${name}`} />
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
