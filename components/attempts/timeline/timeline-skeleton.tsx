/** More are not waited for with room. */
const MOST = 4;

/** Room for so many attempts, as high as they will be with a line of error each. */
export function TimelineSkeleton({ attempts }: { attempts: number }) {
  const shown = Math.max(1, Math.min(MOST, attempts));
  return (
    <div>
      <p className="sr-only">Reading the attempts…</p>
      {Array.from({ length: shown }, (_, index) => (
        <div key={index} aria-hidden className={index === shown - 1 ? 'h-[62px]' : 'h-[98px]'}>
          <div className="flex gap-3 pt-1">
            <div className="pulse size-2.5 rounded-full!" />
            <div className="flex-1 space-y-2">
              <div className="pulse h-3 w-40" />
              <div className="pulse h-3 w-64" />
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}
