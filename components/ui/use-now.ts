import { useEffect, useState } from 'react';

/** Epoch milliseconds, renewed every second, or every `stepMs` where many things are drawn with it, for texts like "2 s ago". */
export function useNow(stepMs = 1000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs]);
  return now;
}
