import type { Person } from '#lib/access/types';

/** Who is signed in, as what, and the way out; at the foot of the rail. */
export function UserMenu({
  name,
  role,
  onSignOut,
}: Pick<Person, 'name' | 'role'> & { onSignOut: () => void }) {
  return (
    <section aria-label="Signed in" className="flex items-center gap-2 border-t px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate" title={name}>
          {name}
        </p>
        <p className="label">{role}</p>
      </div>
      <button type="button" className="btn btn-quiet flex-none" onClick={onSignOut}>
        Sign out
      </button>
    </section>
  );
}
