/** Shows what is masked, or masks it again; either reads the messages once more. */
export function UnmaskSwitch({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label
      className="flex flex-none items-center gap-2 text-xs"
      title="Reads again. Showing what is masked leaves an entry in the audit."
    >
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      Show masked values
    </label>
  );
}
