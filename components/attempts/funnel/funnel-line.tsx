/** One line of the funnel: who came as the track, who ended there as its filling. */
export function FunnelLine({
  label,
  note,
  came,
  ended,
  share,
  trackWidth,
  fillWidth,
  tone,
  danger = false,
  muted,
}: {
  label: string;
  note: string | null;
  came: string;
  ended: string;
  share: string;
  /** In percent of the longest. */
  trackWidth: number;
  fillWidth: number;
  /** Class of the filling. */
  tone: string;
  danger?: boolean;
  /** Nobody came. */
  muted: boolean;
}) {
  const ink = danger ? 'text-danger' : muted ? 'text-faint' : '';
  return (
    <tr className={`[&>*]:h-7 ${ink}`}>
      <th scope="row" className="text-left font-medium whitespace-nowrap">
        {label}
        {note && <span className="label pl-1.5 font-normal">{note}</span>}
      </th>
      <td aria-hidden>
        <div className="relative h-2.5">
          <div className="absolute inset-y-0 left-0 rounded-sm bg-line" style={{ width: `${trackWidth}%` }} />
          <div
            className={`absolute inset-y-0 left-0 rounded-sm ${tone} ${fillWidth ? 'min-w-0.5' : ''}`}
            style={{ width: `${fillWidth}%` }}
          />
        </div>
      </td>
      <td className="text-muted">{came}</td>
      <td className="font-medium">{ended}</td>
      <td>{share}</td>
    </tr>
  );
}
