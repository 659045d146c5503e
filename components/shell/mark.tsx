/** The product's mark: a message that goes round again. */
export function Mark() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" fill="none" aria-hidden className="text-accent">
      <path
        d="M14.5 9a5.5 5.5 0 1 1-1.9-4.15"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
      <path d="M13.4 1.6v3.6H9.8" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      <circle cx="9" cy="9" r="1.9" fill="currentColor" />
    </svg>
  );
}
