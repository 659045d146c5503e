/** The session has ended under an open page. What was read before stays on it. */
export function SignInBanner({ onSignIn }: { onSignIn: () => void }) {
  return (
    <div
      role="alert"
      className="flex items-center gap-3 border-b border-warning-line bg-warning-soft px-6 py-2"
    >
      <span>
        <strong className="font-medium">You are no longer signed in.</strong> The numbers stand still.
      </span>
      <button type="button" className="btn" onClick={onSignIn}>
        Sign in again
      </button>
    </div>
  );
}
