'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import { formatClock, formatCount } from '#components/ui/format.ts';

import { countTicks, timeTicks, type ChartPoint } from './chart-data.ts';

export interface ChartLine {
  key: string;
  label: string;
  /** A CSS colour, usually a variable of the theme. */
  color: string;
}

const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact' });
const TICK = { fill: 'var(--faint)', fontSize: 11 };

function ChartTip({
  active,
  label,
  points,
  lines,
}: {
  active?: boolean;
  label?: unknown;
  points: readonly ChartPoint[];
  lines: readonly ChartLine[];
}) {
  const point = active ? points.find(({ atMs }) => atMs === label) : undefined;
  if (!point) return null;
  return (
    <div className="rounded-md border bg-raised px-2.5 py-1.5 text-xs shadow-[0_4px_12px_-4px_var(--shadow)]">
      <p className="text-muted">{formatClock(point.atMs)}</p>
      {lines.map(({ key, label, color }) => (
        <p key={key} className="flex items-center gap-2">
          <span className="h-0.5 w-2.5" style={{ background: color }} />
          {label}
          <span className="ml-auto pl-3 font-medium">{formatCount(point[key])}</span>
        </p>
      ))}
    </div>
  );
}

/** A point without neighbours has no line to be seen by, so it gets a dot. */
function LonePoint({
  series,
  field,
  cx,
  cy,
  index = 0,
  stroke,
}: {
  series: readonly ChartPoint[];
  field: string;
  cx?: number;
  cy?: number;
  index?: number;
  stroke?: string;
}) {
  const lone = series[index - 1]?.[field] == null && series[index + 1]?.[field] == null;
  return lone && cx != null && cy != null ? <circle cx={cx} cy={cy} r={1.75} fill={stroke} /> : null;
}

/** Lines over time; a gap in the data is a gap in the line. */
export default function TimeChart({
  label,
  points,
  lines,
  fromMs,
  toMs,
}: {
  label: string;
  points: ChartPoint[];
  lines: readonly ChartLine[];
  fromMs: number;
  toMs: number;
}) {
  const most = Math.max(0, ...points.flatMap((point) => lines.map(({ key }) => point[key] ?? 0)));
  const ticks = countTicks(most);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={points} margin={{ top: 6, right: 4, bottom: 0, left: 0 }} title={label}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="atMs"
          type="number"
          domain={[fromMs, toMs]}
          ticks={timeTicks(fromMs, toMs)}
          tickFormatter={(atMs: number) => formatClock(atMs).slice(0, 5)}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          height={20}
        />
        <YAxis
          width={36}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          domain={[0, ticks.at(-1) ?? 1]}
          ticks={ticks}
          tickFormatter={(value: number) => COMPACT.format(value)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={<ChartTip points={points} lines={lines} />}
        />
        {lines.map(({ key, color }) => (
          <Line
            key={key}
            dataKey={key}
            stroke={color}
            strokeWidth={1.5}
            dot={<LonePoint series={points} field={key} />}
            activeDot={{ r: 2.5 }}
            type="linear"
            isAnimationActive={false}
            connectNulls={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
