/** What stands below a page of messages: that it is read, why it cannot be, that there is nothing, or the way to more. */
export function RowsNote({
  loading,
  problem,
  nothing,
  onMore,
}: {
  loading: boolean;
  /** Why the page could not be read; null when it could. */
  problem: string | null;
  /** Why the list is empty; null when it is not. */
  nothing: string | null;
  /** Reads the next page; null when there is none. */
  onMore: (() => void) | null;
}) {
  if (!loading && problem === null && nothing === null && onMore === null) return null;
  return (
    <tbody>
      <tr className="hover:bg-transparent!">
        <td colSpan={6} className="whitespace-normal!">
          {loading && (
            <output className="pulse block h-5 w-1/2">
              <span className="sr-only">Reading messages…</span>
            </output>
          )}
          {problem !== null && <span className="text-warning">Cannot be shown: {problem}</span>}
          {nothing !== null && <span className="text-muted">{nothing}</span>}
          {onMore && (
            <button type="button" className="btn" onClick={onMore}>
              Show more
            </button>
          )}
        </td>
      </tr>
    </tbody>
  );
}
