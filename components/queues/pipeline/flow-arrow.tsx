/** A line from one station to the next; it runs while messages pass. */
export function FlowArrow({ flowing, label }: { flowing: boolean; label?: string }) {
  return (
    <div aria-hidden className="relative flex min-w-6 flex-1 items-center text-line-strong">
      <svg className="h-2 w-full" preserveAspectRatio="none">
        <line
          x1="0"
          x2="100%"
          y1="4"
          y2="4"
          stroke={flowing ? 'var(--accent)' : 'currentColor'}
          strokeWidth="1.5"
          className={flowing ? 'flow' : ''}
        />
      </svg>
      <svg width="5" height="8" viewBox="0 0 5 8" className="-ml-px flex-none">
        <path
          d="M.5.5 4.5 4l-4 3.5"
          fill="none"
          stroke={flowing ? 'var(--accent)' : 'currentColor'}
          strokeWidth="1.3"
        />
      </svg>
      {label && <span className="label absolute inset-x-0 -top-5 text-center text-[11px]">{label}</span>}
    </div>
  );
}
