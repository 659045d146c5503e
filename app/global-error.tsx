'use client';

/** The last resort, when not even the layout could be drawn. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <h1>The desk could not be drawn</h1>
        <p>Its log on the server has the reason. No message was touched.</p>
        <button type="button" onClick={retry}>
          Try again
        </button>
      </body>
    </html>
  );
}
